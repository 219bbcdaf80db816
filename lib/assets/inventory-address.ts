import { createLoader, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { DATA_CLASSES, EXPOSURES } from '@/lib/assets/attributes';
import { ASSET_KINDS, COVERAGES } from '@/lib/assets/kinds';
import { addressList } from '@/lib/core/address-list';
import { addressText } from '@/lib/core/address-text';

export const INVENTORY_ORDERS = ['name.asc', 'seen.desc', 'new.desc'] as const;
export type InventoryOrder = (typeof INVENTORY_ORDERS)[number];

export const TIER_CHOICES = ['1', '2', '3', '4', 'unknown'] as const;
export const EXPOSURE_CHOICES = [...EXPOSURES, 'unknown'] as const;
export const DATA_CHOICES = [...DATA_CLASSES, 'unknown'] as const;

/** What narrows the list. Products and teams by slug; tier, exposure and data class as they hold, the product's where an asset has none. */
export const inventoryFilterParsers = {
  kind: addressList(parseAsStringLiteral(ASSET_KINDS)),
  product: addressList(parseAsString),
  team: addressList(parseAsString),
  tier: addressList(parseAsStringLiteral(TIER_CHOICES)),
  exposure: addressList(parseAsStringLiteral(EXPOSURE_CHOICES)),
  data: addressList(parseAsStringLiteral(DATA_CHOICES)),
  scan: addressList(parseAsStringLiteral(COVERAGES)),
  edr: addressList(parseAsStringLiteral(COVERAGES)),
  backup: addressList(parseAsStringLiteral(COVERAGES)),
  tls: addressList(parseAsStringLiteral(COVERAGES)),
  /** A part of any of its names. */
  q: addressText,
};
export type InventoryFilter = inferParserType<typeof inventoryFilterParsers>;

export const inventoryParsers = {
  ...inventoryFilterParsers,
  sort: parseAsStringLiteral(INVENTORY_ORDERS).withDefault('name.asc'),
};
export type InventoryAddress = inferParserType<typeof inventoryParsers>;

export const loadInventoryAddress = createLoader(inventoryParsers);
const serialize = createSerializer(inventoryParsers);

/** The address of the list that shows exactly these assets. */
export function assetsHref(address: Partial<InventoryAddress> = {}, path = '/assets'): string {
  return serialize(path, address);
}
