import { type Prisma, unsafeDb } from '@/lib/core/db';
import { type ImportRef, importsWithout, sightingsOf } from '@/lib/findings/sightings';
import type { Evidence, HistoryEntry } from '@/lib/findings/types';

type Seen = Omit<Evidence, 'sightings'>;

const select = { id: true, sourceId: true, scanAt: true, createdAt: true } satisfies Prisma.ImportSelect;
type Row = Prisma.ImportGetPayload<{ select: typeof select }>;

const toRef = ({ id, sourceId, scanAt, createdAt }: Row): ImportRef => ({
  id,
  sourceId,
  at: (scanAt ?? createdAt).toISOString(),
});

/** A complete report vouches for what it holds without touching it: the import that did is found by its scan date. */
function vouching(evidence: readonly Seen[]): Promise<Row[]> {
  return unsafeDb().import.findMany({
    where: {
      state: 'done',
      complete: true,
      OR: evidence.map(({ sourceId, lastSeenAt }) => ({ sourceId, scanAt: new Date(lastSeenAt) })),
    },
    select,
    orderBy: { id: 'asc' },
  });
}

/**
 * The evidence with the line of imports that each source saw the finding over, and the import that saw it last.
 * For callers that have proven that the finding is within their scope.
 */
export async function withSightings(evidence: readonly Seen[], history: readonly HistoryEntry[]): Promise<Evidence[]> {
  const ids = [...new Set(history.flatMap(({ importId }) => importId ?? []))];
  const [changing, last] = await Promise.all([
    unsafeDb().import.findMany({ where: { id: { in: ids } }, select }),
    vouching(evidence),
  ]);
  const imports = new Map(changing.map((row) => [row.id, toRef(row)]));
  const without = importsWithout(history);
  const newest = new Map(last.filter(({ id }) => !without.has(id)).map(({ id, sourceId }) => [sourceId, id]));
  return evidence.map((one) => {
    const seen = { ...one, lastImportId: newest.get(one.sourceId) ?? one.lastImportId };
    return { ...seen, sightings: sightingsOf(seen, history, imports) };
  });
}
