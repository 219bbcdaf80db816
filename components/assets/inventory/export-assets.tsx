'use client';

import { useQueryStates } from 'nuqs';
import { ExportMenu } from '@/components/ui/export-menu';
import { assetsHref, inventoryParsers } from '@/lib/assets/inventory-address';
import { TABLE_FORMATS } from '@/lib/core/download';

/** The assets as the list shows them now, as a file. */
export function ExportAssets() {
  const [address] = useQueryStates(inventoryParsers);
  return <ExportMenu href={assetsHref(address, '/api/assets/export')} formats={TABLE_FORMATS} />;
}
