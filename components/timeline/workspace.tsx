'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useShortcuts } from '@/components/command-menu/registry';
import { Facets } from '@/components/events/facets';
import { withTerm } from '@/components/events/search-change';
import { ListStates, NothingMatches } from '@/components/layout/list-states';
import { TimelineBar } from '@/components/timeline/bar';
import { ItemTable } from '@/components/timeline/item-table';
import { ItemPanel } from '@/components/timeline/panel/item-panel';
import { Picture } from '@/components/timeline/picture/picture';
import { useRange } from '@/components/timeline/use-range';
import { EmptyState } from '@/components/ui/empty-state';
import { timelineItemsQuery, timelineQuery } from '@/lib/timeline/queries';
import { type TimelineAddress, timelineParsers } from '@/lib/timeline/search-params';
import type { TimelineView } from '@/lib/timeline/types';

export type TimelineChange = Partial<{ [K in keyof TimelineAddress]: TimelineAddress[K] | null }>;

const eventsIn = ({ facets }: TimelineView) => facets[0]?.values.find(({ value }) => value === 'event')?.count ?? 0;

/** An incident's timeline: the picture, what it is narrowed to, the same items as a table, and the one that is open. */
export function TimelineWorkspace({ number }: { readonly number: number }) {
  const t = useTranslations('timeline');
  const [address, setAddress] = useQueryStates(timelineParsers, { history: 'replace', scroll: false });
  const change = (part: TimelineChange) => void setAddress(part);
  const query = useQuery(timelineQuery(number, address));
  const items = useInfiniteQuery(timelineItemsQuery(number, address));
  const { range, onRange } = useRange(address, query.data, (from, to) => change({ from, to }));
  const whole = () => change({ from: null, to: null });
  const filtered = (address.q ?? '') !== '' || address.from !== null;
  const clear = () => change({ q: null, from: null, to: null });
  const onOpen = (open: string) => change({ open });
  const onTerm = (key: string, value: string, not = false) =>
    change({ q: withTerm(address.q, key, value, not).q ?? null });
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
        {view && range && (
          <>
            <p className="mb-2 text-muted text-xs">
              {t('total', { count: view.total })} {view.items === null && t('tooMany')}{' '}
              {!view.incident.mayReadEvents && t('noEvents')}
            </p>
            <Picture
              view={view}
              range={range}
              utc={address.utc}
              open={address.open}
              onRange={onRange}
              onWhole={whole}
              onOpen={onOpen}
            />
            <div className="flex flex-col gap-x-6 lg:flex-row">
              {/* The item that is open needs their room. */}
              {!address.open && <Facets overview={{ ...view, total: eventsIn(view) }} onTerm={onTerm} />}
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
                </div>
              </div>
            </div>
          </>
        )}
      </ListStates>
    </div>
  );
}
