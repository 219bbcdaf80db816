'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EventTime } from '@/components/events/event-time';
import { RawRecord } from '@/components/events/raw-record';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { ListStates } from '@/components/layout/list-states';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { eventRecordQuery } from '@/lib/events/queries';
import { termText } from '@/lib/events/search/grammar';
import { eventsHref } from '@/lib/events/search-params';
import { EVENT_PLACES } from '@/lib/events/types';
import type { EventRecord } from '@/lib/events/view-types';
import { WORD_KEYS } from '@/lib/events/words';
import { severityName } from '@/lib/findings/severity';

type Props = {
  readonly open: string;
  readonly utc: boolean;
  readonly onClose: () => void;
};

/** Keys are the search's own, in every language. */
const TECHNIQUE = 'technique';

/** All that an event says: in our words, each a step to events alike, and in its sender's. */
export function EventDialog({ open, utc, onClose }: Props) {
  const t = useTranslations('events.detail');
  const query = useQuery(eventRecordQuery(open));
  return (
    <Dialog
      open
      onOpenChange={(stays) => !stays && onClose()}
      title={query.data?.event.name ?? t('title')}
      className="w-[min(56rem,calc(100vw-2rem))]"
    >
      <ListStates query={query} count={query.data ? 1 : 0} empty={<EmptyState title={t('gone')} />}>
        {query.data && <Shown record={query.data} utc={utc} />}
      </ListStates>
    </Dialog>
  );
}

function Shown({ record: { event, raw }, utc }: { readonly record: EventRecord; readonly utc: boolean }) {
  const t = useTranslations('events');
  return (
    <>
      <p className="mb-3 flex flex-wrap items-center gap-2">
        <SeverityBadge severity={severityName(event.severity)} />
        <EventTime time={event.time} utc={utc} said={event.timeSaid} />
        <span className="text-muted">{t(`outcomes.${event.outcome}`)}</span>
        <span className="text-muted">{`${event.product.name} · ${event.sender.shape} · ${event.sender.name}`}</span>
      </p>
      {event.timeSaid !== '' && <p className="mb-2 text-partly-ink">{t('timeSaid', { said: event.timeSaid })}</p>}
      {event.message !== '' && <p className="mb-3 wrap-anywhere">{event.message}</p>}
      <dl className="mb-4 grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-1">
        {EVENT_PLACES.filter((place) => event[place] !== '').map((place) => (
          <div key={place} className="contents">
            <dt className="font-mono text-muted text-xs leading-6">{WORD_KEYS[place]}</dt>
            <dd>
              <Link
                href={eventsHref('/events', { q: termText(WORD_KEYS[place], event[place]) })}
                prefetch={false}
                className="inline-block min-h-6 wrap-anywhere hover:underline"
              >
                {event[place]}
              </Link>
            </dd>
          </div>
        ))}
        {event.techniques.length > 0 && (
          <div className="contents">
            <dt className="font-mono text-muted text-xs leading-6">{TECHNIQUE}</dt>
            <dd className="leading-6">{event.techniques.join(', ')}</dd>
          </div>
        )}
      </dl>
      <h3 className="mb-1 font-medium">{t('detail.raw')}</h3>
      <RawRecord raw={raw} />
    </>
  );
}
