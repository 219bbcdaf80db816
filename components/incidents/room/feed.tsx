'use client';

import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { ArrowDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { FeedLine } from '@/components/incidents/room/feed-line';
import { useNewest } from '@/components/incidents/room/use-newest';
import type { Outgoing } from '@/components/incidents/room/use-outbox';
import { ListStates } from '@/components/layout/list-states';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Spinner } from '@/components/ui/spinner';
import type { FeedFilter } from '@/lib/incidents/room/feed';
import { feedQuery } from '@/lib/incidents/room/queries';
import type { EntryLine, EntryPage } from '@/lib/incidents/room/types';

type Props = {
  readonly number: number;
  readonly only: FeedFilter;
  readonly personId: string;
  readonly mayWrite: boolean;
  readonly waiting: readonly Outgoing[];
  readonly onRetry: (outgoing: Outgoing) => void;
  readonly onDrop: (key: string) => void;
  readonly onCorrect: (line: EntryLine) => void;
};

const NONE: readonly EntryLine[] = [];
const linesOf = (data: InfiniteData<EntryPage> | undefined) =>
  data ? data.pages.toReversed().flatMap(({ lines }) => lines) : NONE;

/** The log as it is written, the newest at the bottom. */
export function Feed({ number, only, personId, mayWrite, waiting, onRetry, onDrop, onCorrect }: Props) {
  const t = useTranslations('incidentRoom.feed');
  const query = useInfiniteQuery(feedQuery(number, only));
  const lines = useMemo(() => linesOf(query.data), [query.data]);
  const corrected = useMemo(() => new Set(lines.map(({ data }) => data.corrects)), [lines]);
  const kept = useMemo(() => new Set(lines.map(({ data }) => data.key)), [lines]);
  const outgoing = waiting.filter(({ key }) => !kept.has(key));
  const { box, fresh, toNewest, onScroll } = useNewest(lines.at(-1)?.seq ?? 0, outgoing.length);
  const mine = (line: EntryLine) => mayWrite && line.kind === 'message' && line.actor.id === personId;
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={box}
        role="log"
        aria-label={t('label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
        className="h-full overflow-y-auto overscroll-contain rounded-md border border-line px-3 py-2"
      >
        <ListStates
          query={query}
          count={lines.length + outgoing.length}
          empty={<EmptyState title={t('none')}>{only === 'all' ? null : t('noneLead')}</EmptyState>}
        >
          {query.hasNextPage && (
            <p className="mb-2 text-center">
              <Button
                size="sm"
                variant="ghost"
                busy={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {t('earlier')}
              </Button>
            </p>
          )}
          <ol>
            {lines.map((line) => (
              <FeedLine
                key={line.seq}
                line={line}
                corrected={corrected.has(line.seq)}
                onCorrect={mine(line) ? onCorrect : undefined}
              />
            ))}
            {outgoing.map((one) => (
              <Sending key={one.key} outgoing={one} onRetry={onRetry} onDrop={onDrop} />
            ))}
          </ol>
        </ListStates>
      </div>
      {fresh > 0 && (
        <Button size="sm" variant="primary" className="absolute bottom-2 left-1/2 -translate-x-1/2" onClick={toNewest}>
          <ArrowDown aria-hidden />
          {t('fresh', { count: fresh })}
        </Button>
      )}
    </div>
  );
}

type SendingProps = Pick<Props, 'onRetry' | 'onDrop'> & { readonly outgoing: Outgoing };

function Sending({ outgoing, onRetry, onDrop }: SendingProps) {
  const t = useTranslations('incidentRoom.feed');
  const { key, written, error } = outgoing;
  return (
    <li className="my-1 py-1">
      <p className="whitespace-pre-wrap text-muted wrap-anywhere">{written}</p>
      {error === null ? (
        <p className="flex items-center gap-1.5 text-muted text-xs">
          <Spinner />
          {t('sending')}
        </p>
      ) : (
        <p role="alert" className="flex flex-wrap items-center gap-2 text-missed-ink text-xs">
          {t('notSent', { why: error })}
          <Button size="sm" onClick={() => onRetry(outgoing)}>
            {t('retry')}
          </Button>
          <Button size="sm" variant="ghost" onClick={() => onDrop(key)}>
            {t('discard')}
          </Button>
        </p>
      )}
    </li>
  );
}
