'use client';

import { useQueryStates } from 'nuqs';
import type { ReactNode } from 'react';
import { InventoryFilters } from '@/components/assets/inventory/filters';
import { AssetList } from '@/components/assets/inventory/rows';
import { type InventoryAddress, inventoryParsers } from '@/lib/assets/inventory-address';

export type InventoryChange = Partial<{ [K in keyof InventoryAddress]: InventoryAddress[K] | null }>;

const NO_FILTER = {
  kind: null,
  product: null,
  team: null,
  tier: null,
  exposure: null,
  data: null,
  scan: null,
  edr: null,
  backup: null,
  tls: null,
  q: null,
} as const satisfies InventoryChange;

type Props = {
  readonly products: readonly { readonly slug: string; readonly name: string }[];
  /** Where there is nothing yet: what to do. */
  readonly first: ReactNode;
};

/** The assets; the address is filter and order. */
export function InventoryWorkspace({ products, first }: Props) {
  const [address, setAddress] = useQueryStates(inventoryParsers, { history: 'replace', scroll: false });
  const { sort: _, ...filter } = address;
  const filtered = Object.values(filter).some((value) => value !== null && value.length > 0);
  const change = (part: InventoryChange) => void setAddress(part);
  const clear = () => void setAddress(NO_FILTER);
  return (
    <>
      <InventoryFilters address={address} products={products} filtered={filtered} onChange={change} onClear={clear} />
      <AssetList address={address} filtered={filtered} first={first} onClear={clear} />
    </>
  );
}
