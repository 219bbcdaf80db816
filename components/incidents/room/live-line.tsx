'use client';

import { CircleDot, LoaderCircle, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { LiveState } from '@/components/incidents/room/stream-client';
import type { Live } from '@/components/incidents/room/use-incident-stream';
import { cn } from '@/components/ui/cn';
import { Tooltip } from '@/components/ui/tooltip';
import type { Present } from '@/lib/incidents/room/events';
import { PLACES } from '@/lib/incidents/room/schema';

const MARK = { live: CircleDot, reconnecting: LoaderCircle, polling: RefreshCw } as const;
const INK: Readonly<Record<LiveState, string>> = {
  live: 'text-met-ink',
  reconnecting: 'text-muted',
  polling: 'text-partly-ink',
};
/** People by their initials; more are a number. */
const SHOWN = 6;

/** Whether the page is live, and who else looks at the incident. */
export function LiveLine({ live: { state, people } }: { readonly live: Live }) {
  const t = useTranslations('incidentRoom.live');
  const Mark = MARK[state];
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-xs">
      <span role="status" className={cn('inline-flex items-center gap-1.5', INK[state])}>
        <Mark aria-hidden className="size-3.5" />
        {t(state)}
      </span>
      <Here people={people} />
    </div>
  );
}

type Person = { readonly id: string; readonly name: string; readonly places: readonly string[] };

/** One entry a person, whatever their number of tabs. */
function personsOf(people: readonly Present[]): readonly Person[] {
  const byId = Map.groupBy(people, ({ person }) => person.id);
  return [...byId].map(([id, tabs]) => ({
    id,
    name: tabs[0]?.person.name ?? '',
    places: [...new Set(tabs.map(({ place }) => place))],
  }));
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '').join('');
}

function Here({ people }: { readonly people: readonly Present[] }) {
  const t = useTranslations('incidentRoom.live');
  const persons = personsOf(people);
  if (persons.length === 0) return null;
  const placeOf = (place: string) => {
    const known = PLACES.find((one) => one === place);
    return known ? t(`places.${known}`) : place;
  };
  return (
    <ul aria-label={t('here')} className="flex items-center gap-1">
      {persons.slice(0, SHOWN).map(({ id, name, places }) => (
        <li key={id}>
          <Tooltip
            trigger={
              <span
                // biome-ignore lint/a11y/noNoninteractiveTabindex: the name must be reachable by keyboard
                tabIndex={0}
                className="inline-flex size-6 items-center justify-center rounded-full bg-accent-soft font-medium text-xs uppercase"
              >
                <span aria-hidden>{initialsOf(name)}</span>
                <span className="sr-only">{t('at', { name, places: places.map(placeOf).join(', ') })}</span>
              </span>
            }
          >
            {t('at', { name, places: places.map(placeOf).join(', ') })}
          </Tooltip>
        </li>
      ))}
      {persons.length > SHOWN && <li className="text-muted">{t('more', { count: persons.length - SHOWN })}</li>}
    </ul>
  );
}
