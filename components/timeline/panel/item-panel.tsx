'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EventDialog } from '@/components/events/event-dialog';
import { EventTime } from '@/components/events/event-time';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { ListStates } from '@/components/layout/list-states';
import { ExecTrace } from '@/components/timeline/panel/exec-trace';
import { ItemNotes } from '@/components/timeline/panel/item-notes';
import { useItemWords } from '@/components/timeline/use-item-words';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { EVENT_PLACES } from '@/lib/events/types';
import { WORD_KEYS } from '@/lib/events/words';
import { severityName } from '@/lib/findings/severity';
import { timelineItemQuery } from '@/lib/timeline/queries';
import { parseRef } from '@/lib/timeline/ref';
import type { TimelineAddress } from '@/lib/timeline/search-params';
import type { TimelineItem, TimelineView } from '@/lib/timeline/types';

type Props = {
  readonly number: number;
  readonly address: TimelineAddress;
  readonly view: TimelineView;
  readonly open: string;
  readonly onClose: () => void;
  readonly onTerm: (key: string, value: string) => void;
  readonly onOpen: (ref: string) => void;
};

/** The API server's record of an exec (lib/timeline/trace/records.ts). */
const isTraced = ({ kind, source, title, places }: TimelineItem) =>
  kind === 'event' && source.startsWith('k8s-audit ') && title.endsWith(' pods/exec') && Boolean(places.pod);

/** The item that is open, beside the list: what it says, what people say of it, and what it led to. */
export function ItemPanel({ number, address, view, open, onClose, onTerm, onOpen }: Props) {
  const t = useTranslations('timeline.panel');
  const query = useQuery(timelineItemQuery(number, open));
  return (
    <aside
      aria-label={t('label')}
      className="w-full shrink-0 border-line border-b pb-4 xl:order-last xl:w-96 xl:sticky xl:top-16 xl:max-h-[calc(100dvh-5rem)] xl:overflow-y-auto xl:border-b-0 xl:border-l xl:pl-5"
    >
      <div className="-mb-6 flex justify-end">
        <Button size="icon" variant="ghost" aria-label={t('close')} onClick={onClose}>
          <X aria-hidden />
        </Button>
      </div>
      <ListStates query={query} count={query.data ? 1 : 0} skeleton={3} empty={<EmptyState title={t('gone')} />}>
        {query.data && (
          <>
            <Shown item={query.data} utc={address.utc} onTerm={onTerm} />
            {isTraced(query.data) && <ExecTrace number={number} open={open} utc={address.utc} onOpen={onOpen} />}
            <ItemNotes
              number={number}
              item={query.data}
              utc={address.utc}
              notes={view.notes.filter(({ ref }) => ref === open)}
              mayWrite={view.incident.mayWrite}
            />
          </>
        )}
      </ListStates>
    </aside>
  );
}

type ShownProps = { readonly item: TimelineItem; readonly utc: boolean; readonly onTerm: Props['onTerm'] };

function Shown({ item, utc, onTerm }: ShownProps) {
  const t = useTranslations('timeline.panel');
  const words = useItemWords();
  const ref = parseRef(item.ref);
  return (
    <>
      <p className="text-muted text-xs">{words.kindOf(item)}</p>
      <h3 className="wrap-anywhere mb-1 font-semibold">{words.titleOf(item)}</h3>
      <p className="mb-2 flex flex-wrap items-center gap-2">
        {item.severity !== null && <SeverityBadge severity={severityName(item.severity)} />}
        <EventTime time={item.time} utc={utc} />
      </p>
      {/* Nine digits: order within a millisecond is evidence. */}
      <p className="mb-2 font-mono text-muted text-xs">{item.time}</p>
      {item.text !== '' && <p className="wrap-anywhere mb-2 whitespace-pre-line">{item.text}</p>}
      {typeof item.more.known === 'string' && item.more.known !== '' && (
        <p className="mb-2">{t('known', { known: item.more.known })}</p>
      )}
      <dl className="mb-3 grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-2">
        {EVENT_PLACES.flatMap((place) => {
          const value = item.places[place];
          return value
            ? [
                <div key={place} className="contents">
                  <dt className="font-mono text-muted text-xs leading-6">{WORD_KEYS[place]}</dt>
                  <dd>
                    <button
                      type="button"
                      className="wrap-anywhere min-h-6 text-left hover:underline"
                      onClick={() => onTerm(WORD_KEYS[place], value)}
                    >
                      {value}
                    </button>
                  </dd>
                </div>,
              ]
            : [];
        })}
      </dl>
      <p className="mb-3 flex flex-wrap gap-2 empty:hidden">
        {ref?.of === 'event' && <RawButton eventRef={ref.ref} utc={utc} />}
        {ref?.of === 'alert' && (
          <Link
            href={`/alerts/${ref.number}`}
            prefetch={false}
            className="inline-flex min-h-6 items-center underline underline-offset-3"
          >
            {t('alert')}
          </Link>
        )}
      </p>
    </>
  );
}

function RawButton({ eventRef, utc }: { readonly eventRef: string; readonly utc: boolean }) {
  const t = useTranslations('timeline.panel');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {t('raw')}
      </Button>
      {open && <EventDialog open={eventRef} utc={utc} onClose={() => setOpen(false)} />}
    </>
  );
}
