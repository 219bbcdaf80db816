import 'server-only';
import type { PersonCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { type Column, download, tableText } from '@/lib/core/download';
import { EVENT_PLACES } from '@/lib/events/types';
import { WORD_KEYS } from '@/lib/events/words';
import { incidentName } from '@/lib/incidents/priority';
import { incidentFor } from '@/lib/timeline/data/incident';
import { timelinePages } from '@/lib/timeline/data/page';
import type { Asked } from '@/lib/timeline/data/view';
import type { TimelineItem, TimelineNote } from '@/lib/timeline/types';

const BATCH = 1_000;

/** `timesketch` is JSON lines with the three fields that its importer asks for; CSV has them too. */
export const TIMELINE_FORMATS = ['csv', 'jsonl', 'timesketch'] as const;
export type TimelineFormat = (typeof TIMELINE_FORMATS)[number];

/** One line of text: what a machine said, or kind, data and note of a line of the log. */
export function messageOf({ kind, title, text, more }: TimelineItem): string {
  if (title !== '') return text === '' ? title : `${title}: ${text}`;
  const said = Object.entries(more).flatMap(([key, value]) =>
    value === null || value === '' ? [] : [`${key}=${value}`],
  );
  return [kind, said.join(' '), text].filter(Boolean).join(': ');
}

/** What the time means, as Timesketch's users read it. */
const DESCRIPTION = { event: 'Event Time', alert: 'First Event of Alert', added: 'Happened At' } as const;
const descriptionOf = ({ kind }: TimelineItem) =>
  kind === 'event' || kind === 'alert' || kind === 'added' ? DESCRIPTION[kind] : 'Incident Log';

function columnsOf(notes: readonly TimelineNote[]): readonly Column<TimelineItem>[] {
  const byRef = Map.groupBy(notes, ({ ref }) => ref);
  const noteTexts = (kind: TimelineNote['kind']) => (item: TimelineItem) =>
    (byRef.get(item.ref) ?? [])
      .filter((note) => note.kind === kind)
      .map(({ by, text }) => (text === '' ? by : `${by}: ${text}`));
  return [
    { name: 'message', of: messageOf },
    { name: 'datetime', of: ({ time }) => time },
    { name: 'timestamp_desc', of: descriptionOf },
    { name: 'kind', of: ({ kind }) => kind },
    { name: 'until', of: ({ until }) => until },
    { name: 'known_at', of: ({ knownAt }) => knownAt },
    { name: 'severity', of: ({ severity }) => severity },
    { name: 'outcome', of: ({ outcome }) => outcome },
    { name: 'class', of: (item) => item.class },
    { name: 'source', of: ({ source }) => source.replace(/^@/, '') },
    ...EVENT_PLACES.map(
      (place): Column<TimelineItem> => ({
        name: WORD_KEYS[place],
        of: ({ places }) => places[place] ?? '',
      }),
    ),
    { name: 'techniques', of: ({ techniques }) => techniques },
    { name: 'tag', of: ({ flags }) => flags },
    { name: 'key_moment', of: noteTexts('key_moment') },
    { name: 'comments', of: noteTexts('comment') },
    { name: 'ref', of: ({ ref }) => ref },
  ];
}

/** Timesketch counts microseconds since 1970 beside the text, and orders by them. */
const MICROS: Column<TimelineItem> = {
  name: 'timestamp',
  of: ({ time }) => Date.parse(time) * 1000 + Number(time.slice(23, 26)),
};

/** What the search matches within the window, the oldest first, as the reader's browser takes it. @throws DomainError `not_found` */
export async function exportTimeline(
  ctx: PersonCtx,
  number: number,
  asked: Asked,
  format: TimelineFormat,
): Promise<Response> {
  const scope = requirePermission(ctx, 'incident:read');
  const about = await incidentFor(scope, number, { events: scopeOf(ctx, 'event:read'), now: ctx.now });
  const columns = columnsOf(about.notes);
  const kind = format === 'csv' ? 'csv' : 'jsonl';
  const text = tableText(
    kind,
    format === 'timesketch' ? [...columns, MICROS] : columns,
    timelinePages(about, { ...asked, after: null }, BATCH),
  );
  const name = `${incidentName(number)}-${format === 'timesketch' ? 'timesketch' : 'timeline'}`;
  return download(text, name, kind, ctx.now);
}
