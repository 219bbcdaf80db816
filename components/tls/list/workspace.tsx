'use client';

import { useQueryStates } from 'nuqs';
import { ExpiryCalendar } from '@/components/tls/list/calendar';
import { EndpointFilters } from '@/components/tls/list/filters';
import { EndpointList } from '@/components/tls/list/rows';
import { type EndpointAddress, endpointParsers } from '@/lib/tls/search-params';

export type EndpointChange = Partial<{ [K in keyof EndpointAddress]: EndpointAddress[K] | null }>;

type Props = {
  readonly products: readonly { readonly slug: string; readonly name: string }[];
  readonly mayScan: boolean;
};

const NO_FILTER = {
  grade: null,
  target: null,
  expiry: null,
  protocol: null,
  scan: null,
  product: null,
  team: null,
  q: null,
};

/** The endpoints, or when their certificates end; the address is view, filter and order. */
export function EndpointWorkspace({ products, mayScan }: Props) {
  const [address, setAddress] = useQueryStates(endpointParsers, { history: 'replace', scroll: false });
  const { sort: _sort, view, saved: _saved, ...filter } = address;
  const filtered = Object.values(filter).some((value) => value !== null && value.length > 0);
  const change = (part: EndpointChange) => void setAddress(part);
  const clear = () => void setAddress(NO_FILTER);
  return (
    <>
      <EndpointFilters address={address} products={products} filtered={filtered} onChange={change} onClear={clear} />
      {view === 'calendar' ? (
        <ExpiryCalendar address={address} filtered={filtered} onClear={clear} />
      ) : (
        <EndpointList address={address} filtered={filtered} mayScan={mayScan} onClear={clear} />
      )}
    </>
  );
}
