'use client';

import { useQueryStates } from 'nuqs';
import { EngagementFilters } from '@/components/engagements/filters';
import { LastTests } from '@/components/engagements/last-tests';
import { EngagementList } from '@/components/engagements/list';
import { type EngagementAddress, engagementParsers } from '@/lib/engagements/search-params';

export type EngagementChange = Partial<{ [K in keyof EngagementAddress]: EngagementAddress[K] | null }>;

type Props = { readonly products: readonly { readonly slug: string; readonly name: string }[] };

/** The tests, or the newest of each product; the address is view, filter and order. */
export function EngagementWorkspace({ products }: Props) {
  const [address, setAddress] = useQueryStates(engagementParsers, { history: 'replace', scroll: false });
  const { sort: _sort, view, ...filter } = address;
  const filtered = Object.values(filter).some((value) => value !== null && value.length > 0);
  const change = (part: EngagementChange) => void setAddress(part);
  const clear = () => void setAddress({ state: null, kind: null, performer: null, product: null, team: null, q: null });
  return (
    <>
      <EngagementFilters address={address} products={products} filtered={filtered} onChange={change} onClear={clear} />
      {view === 'products' ? (
        <LastTests address={address} onClear={clear} />
      ) : (
        <EngagementList address={address} filtered={filtered} onClear={clear} />
      )}
    </>
  );
}
