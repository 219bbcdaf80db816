import { foldAssets } from '@/lib/assets/mutations/fold';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { runImport } from '@/lib/imports/run';
import type { ReportOptions } from '@/lib/imports/schema';
import { at, send } from '@/lib/imports/testing';

/** Imports a report as the worker does. */
export async function take(productId: string, report: string, minute: number, options: ReportOptions = {}) {
  const id = await send(ctx(system, at(minute)), productId, report, { scan_at: at(minute), ...options });
  await runImport(ctx(system, at(minute)), id);
  return id;
}

export function fold(minute = 0): Promise<number> {
  return foldAssets(ctx(system, at(minute)));
}

/** A product's assets that are no other's, by kind and key, with all their names. */
export async function inventory(productId: string) {
  const rows = await unsafeDb().asset.findMany({
    where: { productId, mergedIntoId: null },
    include: { names: { orderBy: { key: 'asc' }, include: { sightings: { orderBy: { via: 'asc' } } } } },
  });
  const id = ({ kind, key }: { kind: string; key: string }) => `${kind} ${key}`;
  return rows.toSorted((a, b) => (id(a) < id(b) ? -1 : 1));
}

/** `kind key` of each, and after ` = ` its further names. */
export async function listed(productId: string): Promise<string[]> {
  return (await inventory(productId)).map(({ kind, key, names }) => {
    const others = names.map((name) => name.key).filter((name) => name !== key);
    return `${kind} ${key}${others.length > 0 ? ` = ${others.join(', ')}` : ''}`;
  });
}
