'use client';

import { useQueryStates } from 'nuqs';
import { RegisterFilters } from '@/components/acceptances/register-filters';
import { RegisterList } from '@/components/acceptances/register-list';
import { type AcceptanceAddress, acceptanceParsers } from '@/lib/acceptances/search-params';

export type RegisterChange = Partial<{ [K in keyof AcceptanceAddress]: AcceptanceAddress[K] | null }>;

type Props = {
  readonly products: readonly { readonly slug: string; readonly name: string }[];
  /** Whether the reader may decide on requests of any product. */
  readonly decides: boolean;
};

/** The register; the address is its filter and order. */
export function RegisterWorkspace({ products, decides }: Props) {
  const [address, setAddress] = useQueryStates(acceptanceParsers, { history: 'replace', scroll: false });
  const { sort: _, ...filter } = address;
  const filtered = Object.values(filter).some((value) => value !== null && value.length > 0);
  const change = (part: RegisterChange) => void setAddress(part);
  const clear = () => void setAddress(null);
  return (
    <>
      {(filtered || products.length > 0) && (
        <RegisterFilters
          address={address}
          products={products}
          decides={decides}
          filtered={filtered}
          onChange={change}
          onClear={clear}
        />
      )}
      <RegisterList address={address} filtered={filtered} onClear={clear} />
    </>
  );
}
