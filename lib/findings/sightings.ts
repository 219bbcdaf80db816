import type { HistoryEntry, Sighting } from '@/lib/findings/types';

/** An import as the line of sightings needs it: whose report it was, and when the scan was made (ISO 8601, UTC). */
export type ImportRef = { readonly id: string; readonly sourceId: string | null; readonly at: string };

type Span = {
  readonly sourceId: string;
  readonly firstImportId: string;
  readonly lastImportId: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
};

type Event = Pick<HistoryEntry, 'kind' | 'changes' | 'importId'>;

/** `updated` says by its `source` whether this source lost it or found it again while another still reported it. */
function changeOf({ kind, changes }: Event): Sighting['change'] | null {
  if (kind === 'fixed') return 'gone';
  if (kind === 'reopened') return 'again';
  if (kind !== 'updated') return null;
  const source = changes.find(({ field }) => field === 'source');
  if (!source) return 'changed';
  return source.after === null ? 'gone' : 'again';
}

/** The imports that no longer held the finding, of whichever source. */
export function importsWithout(history: readonly Event[]): ReadonlySet<string> {
  return new Set(history.flatMap((event) => (changeOf(event) === 'gone' ? (event.importId ?? []) : [])));
}

/**
 * How one source saw a finding, oldest scan first, one entry an import: first seen, what changed since, last seen.
 * `history` is newest first; imports in between that changed nothing have no entry.
 */
export function sightingsOf(
  span: Span,
  history: readonly Event[],
  imports: ReadonlyMap<string, ImportRef>,
): readonly Sighting[] {
  const changes = history.toReversed().flatMap((event): Sighting[] => {
    const from = event.importId === null ? undefined : imports.get(event.importId);
    const change = changeOf(event);
    return from?.sourceId === span.sourceId && change ? [{ importId: from.id, at: from.at, change }] : [];
  });
  const line: readonly Sighting[] = [
    { importId: span.firstImportId, at: span.firstSeenAt, change: 'first' },
    ...changes.filter(({ importId }) => importId !== span.firstImportId),
  ];
  const last: Sighting = { importId: span.lastImportId, at: span.lastSeenAt, change: 'last' };
  const known = line.some(({ importId }) => importId === last.importId);
  // Scans of the same moment keep this order: what is gone was last seen before that.
  const place = line.at(-1)?.change === 'gone' ? line.length - 1 : line.length;
  return (known ? line : line.toSpliced(place, 0, last)).toSorted((a, b) => a.at.localeCompare(b.at));
}
