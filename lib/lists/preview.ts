import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { heldLists, storedList } from '@/lib/lists/data/held';
import { observed } from '@/lib/lists/data/observed';
import { changesTo } from '@/lib/lists/diff';
import { keyOf } from '@/lib/lists/entry';
import { LIST_LIMITS } from '@/lib/lists/limits';
import { requireListWrite } from '@/lib/lists/mutations/write';
import { compare, type HeldList } from '@/lib/lists/rules';
import type { ReplaceList, SaveEntry } from '@/lib/lists/schema';
import { readEntries, readTable } from '@/lib/lists/table';
import type { Drift, Entry, Kind } from '@/lib/lists/types';
import type { Preview } from '@/lib/lists/view-types';

/** Products that a change of the organisation's list is tried on. */
const PRODUCTS = 50;

const idOf = ({ rule, asset, what }: Drift) => JSON.stringify([rule, asset, what]);
const wordsOf = ({ asset, what }: Drift) => (what === '' || asset.startsWith(what) ? asset : `${asset} ${what}`);

async function productsOf(ctx: Ctx, productId: string | null): Promise<readonly string[]> {
  if (productId !== null) return [productId];
  requirePermission(ctx, 'asset-list:read');
  const rows = await unsafeDb().product.findMany({ select: { id: true }, orderBy: { id: 'asc' }, take: PRODUCTS + 1 });
  return rows.map(({ id }) => id);
}

/** What would be drift in a product, and would not be any more. */
async function tried(kind: Kind, productId: string, list: HeldList, now: Date) {
  const [seen, lists] = await Promise.all([observed(productId, now), heldLists(kind, productId)]);
  const others = lists.filter(({ own }) => own !== list.own);
  const before = compare(kind, seen, lists, now) ?? [];
  const after = compare(kind, seen, [...others, list], now) ?? [];
  const [had, has] = [new Set(before.map(idOf)), new Set(after.map(idOf))];
  return {
    opens: after.filter((drift) => !had.has(idOf(drift))),
    closes: before.filter((drift) => !has.has(idOf(drift))).length,
  };
}

async function preview(
  ctx: Ctx,
  { kind, productId, version }: Pick<SaveEntry, 'kind' | 'productId' | 'version'>,
  next: (before: readonly Entry[]) => readonly Entry[],
): Promise<Preview> {
  const stored = await storedList({ kind, productId });
  if ((stored?.version ?? 0) !== version) throw new DomainError('conflict');
  const before = stored?.entries ?? [];
  const since = new Map(before.map((entry) => [keyOf(entry), entry.since]));
  const after = next(before);
  const entries = after.map((entry) => ({ ...entry, since: since.get(keyOf(entry)) ?? ctx.now }));
  const list: HeldList = { own: productId !== null, unseenDays: stored?.unseenDays ?? 30, entries };
  const products = await productsOf(ctx, productId);
  const opens: Drift[] = [];
  let closes = 0;
  for (const id of products.slice(0, PRODUCTS)) {
    const found = await tried(kind, id, list, ctx.now);
    opens.push(...found.opens);
    closes += found.closes;
  }
  const changes = changesTo(before, after);
  const counted = (of: (change: (typeof changes)[number]) => boolean) => changes.filter(of).length;
  return {
    kind: 'preview',
    added: counted((one) => one.before === null),
    changed: counted((one) => one.before !== null && one.after !== null),
    removed: counted((one) => one.after === null),
    ...{ opens: opens.length, closes, examples: opens.slice(0, LIST_LIMITS.examples).map(wordsOf) },
    partial: products.length > PRODUCTS,
  };
}

/** What saving an entry would come to. @throws DomainError forbidden, not_found, conflict */
export async function previewEntry(ctx: Ctx, input: SaveEntry): Promise<Preview> {
  requireListWrite(ctx, input.productId);
  const read = readEntries(input.kind, [{ raw: input.entry, line: 1 }]);
  if ('problems' in read) return { kind: 'refused', ...read };
  const gone = input.before ? keyOf(input.before) : '';
  return preview(ctx, input, (before) => [...before.filter((entry) => keyOf(entry) !== gone), ...read.entries]);
}

/** What replacing a list by a file would come to. @throws DomainError forbidden, not_found, conflict */
export async function previewFile(ctx: Ctx, input: ReplaceList): Promise<Preview> {
  requireListWrite(ctx, input.productId);
  const read = readTable(input.kind, Buffer.from(input.text));
  if ('problems' in read) return { kind: 'refused', ...read };
  return preview(ctx, input, () => read.entries);
}
