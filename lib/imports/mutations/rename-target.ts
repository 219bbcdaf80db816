import type { Tx } from '@/lib/core/db';
import { sourceOf } from '@/lib/imports/source-key';

type Renamed = { readonly productId: string; readonly scanner: string; readonly format: string };

/**
 * Has the source of something that is watched here go by its new name, with its reports that wait: under a new name it would
 * be another source, and what the old one reported would stay open. Where a source has that name already, nothing changes.
 */
export async function renameTarget(
  tx: Tx,
  { productId, scanner, format }: Renamed,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const keyOf = (target: string) => sourceOf(productId, { format }, { scanner, target }).key;
  if ((await tx.source.count({ where: keyOf(to) })) > 0) return;
  await tx.source.updateMany({ where: keyOf(from), data: { target: keyOf(to).target } });
  await tx.import.updateMany({ where: { productId, format, target: from, state: 'queued' }, data: { target: to } });
}
