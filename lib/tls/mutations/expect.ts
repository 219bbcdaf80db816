import type { Tx } from '@/lib/core/db';
import { tlsSource } from '@/lib/tls/data/source';
import { expectedHours } from '@/lib/tls/rules';

type Watched = { readonly productId: string; readonly name: string; readonly everyHours: number | null };

/** The source of an endpoint's findings, where there is one, owes a report as often as the endpoint is scanned. */
export async function expectScans(tx: Tx, { productId, name, everyHours }: Watched): Promise<void> {
  const id = await tlsSource(productId, name);
  if (id === null) return;
  const expectEveryHours = expectedHours(everyHours);
  await tx.source.updateMany({
    where: { id, expectEveryHours: { not: expectEveryHours } },
    data: { expectEveryHours },
  });
}
