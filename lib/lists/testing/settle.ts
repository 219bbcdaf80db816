import { fold } from '@/lib/assets/testing/inventory';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { runImport } from '@/lib/imports/run';
import { at } from '@/lib/imports/testing';
import { evaluateDrift } from '@/lib/lists/mutations/evaluate';

/** What the worker does after a report or a change. */
export async function settle(productId: string, minute: number): Promise<void> {
  await fold(minute);
  while ((await evaluateDrift(ctx(system, at(minute)))) > 0);
  const queued = await unsafeDb().import.findMany({ where: { productId, state: 'queued' }, select: { id: true } });
  for (const { id } of queued) await runImport(ctx(system, at(minute)), id);
}
