'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { memo, useDeferredValue, useMemo } from 'react';
import { useShortcuts } from '@/components/command-menu/registry';
import { Facets } from '@/components/events/facets';
import { withTerm } from '@/components/events/search-change';
import { ListStates, NothingMatches } from '@/components/layout/list-states';
import { TimelineBar } from '@/components/timeline/bar';
import { ItemTable } from '@/components/timeline/item-table';
import { EarlierNotes } from '@/components/timeline/panel/earlier-notes';
import { ItemPanel } from '@/components/timeline/panel/item-panel';
import { Picture } from '@/components/timeline/picture/picture';
import { EmptyState } from '@/components/ui/empty-state';
import { useStable } from '@/components/ui/use-stable';
import { timelineChosenQuery, timelineItemsQuery, timelineQuery } from '@/lib/timeline/queries';
import { type TimelineAddress, timelineParsers } from '@/lib/timeline/search-params';
import type { TimelineView } from '@/lib/timeline/types';

export type TimelineChange = Partial<{ [K in keyof TimelineAddress]: TimelineAddress[K] | null }>;

const eventsIn = ({ facets }: Pick<TimelineView, 'facets'>) =>
  facets[0]?.values.find(({ value }) => value === 'event')?.count ?? 0;

const isChosen = ({ chosenFrom, chosenTo }: TimelineAddress, from: Date, to: Date) =>
  chosenFrom?.getTime() === from.getTime() && chosenTo?.getTime() === to.getTime();

const Common = memo(Facets);

/** An incident's timeline: the picture, what it is narrowed to, the same items as a table, and the one that is open. */
export function TimelineWorkspace({ number }: { readonly number: number }) {
  const t = useTranslations('timeline');
  const [address, setAddress] = useQueryStates(timelineParsers, { history: 'replace', scroll: false });
  const change = (part: TimelineChange) => void setAddress(part);
  const query = useQuery(timelineQuery(number, address));
  const items = useInfiniteQuery(timelineItemsQuery(number, address));
  const hasChosen = address.chosenFrom !== null && address.chosenTo !== null;
  const chosen = useQuery({ ...timelineChosenQuery(number, address), enabled: hasChosen });
  const letGo = { chosenFrom: null, chosenTo: null };
  const filtered = (address.q ?? '') !== '' || address.from !== null || hasChosen;
  const clear = () => change({ q: null, from: null, to: null, ...letGo });
  const onOpen = useStable((open: string) => change({ open }));
  const onTerm = useStable((key: string, value: string, not?: boolean) =>
    change({ q: withTerm(address.q, key, value, not ?? false).q ?? null }),
  );
  useShortcuts([
    {
      id: 'timeline.utc',
      keys: ['u'],
      labelKey: 'timeline.utcKey',
      section: 'incident',
      run: () => change({ utc: !address.utc }),
    },
  ]);
  const view = query.data;
  const held = useDeferredValue((hasChosen && chosen.data) || view);
  const common = useMemo(() => held && { ...held, total: eventsIn(held) }, [held]);
  return (
    <div>
      <TimelineBar
        number={number}
        address={address}
        view={view}
        filtered={filtered}
        onChange={change}
        onClear={clear}
      />
      {/* A picture without items still says when nothing happened. */}
      <ListStates query={query} count={view ? 1 : 0} empty={<EmptyState icon={<History />} title={t('empty')} />}>
        {view && (
          <>
            <Picture
              view={view}
              address={address}
              // What was chosen is shown whole: it needs not be told apart any more.
              onWindow={(from, to) => change({ from, to, ...(isChosen(address, from, to) ? letGo : {}) })}
              onWhole={() => change({ from: null, to: null })}
              onChoose={(range) =>
                change(range ? { chosenFrom: new Date(range.from), chosenTo: new Date(range.to) } : letGo)
              }
              onOpen={onOpen}
            >
              <p className="text-muted text-xs">
                {hasChosen && chosen.data
                  ? t('chosen', { count: chosen.data.total, all: view.total })
                  : t('total', { count: view.total })}{' '}
                {view.items === null && t('tooMany')} {view.isCut && t('cut')}{' '}
                {!view.incident.mayReadEvents && t('noEvents')}
              </p>
            </Picture>
            <div className="flex flex-col gap-x-6 lg:flex-row">
              {/* The item that is open needs their room. */}
              {!address.open && common && <Common overview={common} onTerm={onTerm} />}
              <div className="flex min-w-0 grow flex-col gap-6 xl:flex-row xl:items-start">
                {address.open && (
                  <ItemPanel
                    number={number}
                    address={address}
                    view={view}
                    open={address.open}
                    onClose={() => change({ open: null })}
                    onTerm={onTerm}
                    onOpen={onOpen}
                  />
                )}
                <div className="min-w-0 grow">
                  <ItemTable
                    query={items}
                    utc={address.utc}
                    open={address.open}
                    empty={
                      filtered ? (
                        <NothingMatches title={t('nothing')} onClear={clear} />
                      ) : (
                        <EmptyState icon={<History />} title={t('empty')} />
                      )
                    }
                    onOpen={onOpen}
                  />
                  <EarlierNotes of="timeline" earlier={view.takenBack} utc={address.utc} />
                </div>
              </div>
            </div>
          </>
        )}
      </ListStates>
    </div>
  );
}
