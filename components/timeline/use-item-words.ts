import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useEntryText } from '@/components/incidents/room/entry-text';
import { alertName } from '@/lib/alerts/rules';
import type { TimelineItem } from '@/lib/timeline/types';

const numberIn = (value: TimelineItem['more'][string] | undefined) => (typeof value === 'number' ? value : null);

/** What an item is called in the reader's language: a line of the log as the room tells it, all else in its source's words. */
export function useItemWords() {
  const t = useTranslations('timeline');
  const tLog = useTranslations('incidentRoom');
  const entryText = useEntryText();
  return useMemo(
    () => ({
      kindOf: ({ kind }: Pick<TimelineItem, 'kind'>) =>
        kind === 'event' || kind === 'added' ? t(`kinds.${kind}`) : tLog(`kinds.${kind}`),
      titleOf: ({ kind, ref, title, text, time, knownAt, places, more }: TimelineItem) => {
        if (kind === 'event' || kind === 'added') return title;
        const number = numberIn(more.number);
        if (kind === 'alert') return number === null ? title : `${alertName(number)} ${title}`;
        return entryText({
          seq: Number(ref.slice(2)),
          at: knownAt,
          happenedAt: time,
          kind,
          actor: { id: null, name: places.actor ?? '' },
          note: text,
          mentions: [],
          data: more,
        });
      },
    }),
    [t, tLog, entryText],
  );
}
