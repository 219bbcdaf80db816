'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { EventDialog } from '@/components/events/event-dialog';
import { EventList } from '@/components/events/event-list';
import { EventSearch } from '@/components/events/event-search';
import { Facets } from '@/components/events/facets';
import { Histogram } from '@/components/events/histogram';
import { type EventChange, NO_FILTER, withTerm } from '@/components/events/search-change';
import { SenderList } from '@/components/events/sender-list';
import { eventOverviewQuery, eventsQuery } from '@/lib/events/queries';
import { type EventAddress, eventParsers } from '@/lib/events/search-params';

type Props = { readonly products: readonly { readonly slug: string; readonly name: string }[] };

/** Events and who sends them; the address is search, window and what is open. */
export function EventWorkspace({ products }: Props) {
  const [address, setAddress] = useQueryStates(eventParsers, { history: 'replace', scroll: false });
  const change = (part: EventChange) => void setAddress(part);
  const { q, product, team, from } = address;
  const filtered = (q ?? '') !== '' || product.length + team.length > 0 || from !== null;
  const frame = { address, products, filtered, onChange: change };
  if (address.view === 'events') return <Events {...frame} />;
  return (
    <>
      <EventSearch {...frame} problems={[]} />
      <SenderList address={address} />
    </>
  );
}

type EventsProps = Props & {
  readonly address: EventAddress;
  readonly filtered: boolean;
  readonly onChange: (change: EventChange) => void;
};

function Events({ address, products, filtered, onChange }: EventsProps) {
  const t = useTranslations('events');
  const list = useInfiniteQuery(eventsQuery(address));
  const overview = useQuery(eventOverviewQuery(address));
  const onTerm = (key: string, value: string, not = false) => onChange(withTerm(address.q, key, value, not));
  const problems = list.data?.pages[0]?.problems ?? [];
  return (
    <>
      <EventSearch address={address} products={products} problems={problems} filtered={filtered} onChange={onChange} />
      {overview.data && overview.data.total > 0 && (
        <>
          <p className="mb-1 text-muted text-xs">{t('total', { count: overview.data.total })}</p>
          <Histogram overview={overview.data} utc={address.utc} onWindow={(from, to) => onChange({ from, to })} />
        </>
      )}
      <div className="flex flex-col gap-x-6 lg:flex-row">
        {overview.data && <Facets overview={overview.data} onTerm={onTerm} />}
        <div className="min-w-0 grow">
          <EventList
            query={list}
            utc={address.utc}
            filtered={filtered}
            onOpen={(open) => onChange({ open })}
            onClear={() => onChange(NO_FILTER)}
          />
        </div>
      </div>
      {address.open && <EventDialog open={address.open} utc={address.utc} onClose={() => onChange({ open: null })} />}
    </>
  );
}
