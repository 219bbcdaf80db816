'use client';

import { Minus } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { EventOverview, Facet } from '@/lib/events/view-types';

type Props = {
  readonly overview: Pick<EventOverview, 'facets' | 'facetsOver' | 'total'>;
  readonly onTerm: (key: string, value: string, not?: boolean) => void;
};

/** What the events have in common: a value narrows the search to it, the minus leaves it out. */
export function Facets({ overview, onTerm }: Props) {
  const t = useTranslations('events.facets');
  const { facets, facetsOver, total } = overview;
  const telling = facets.filter(({ values }) => values.length > 1 || (values[0]?.count ?? 0) < facetsOver);
  if (telling.length === 0) return null;
  return (
    <details className="order-last mb-3 lg:order-none lg:w-48 lg:shrink-0" open>
      <summary className="mb-1 cursor-pointer font-medium text-sm">{t('title')}</summary>
      {facetsOver < total && <p className="mb-2 text-muted text-xs">{t('over', { count: facetsOver })}</p>}
      <div className="grid grid-cols-2 gap-x-4 gap-y-3 lg:grid-cols-1">
        {telling.map((facet) => (
          <Values key={facet.key} facet={facet} onTerm={onTerm} />
        ))}
      </div>
    </details>
  );
}

function Values({ facet: { key, values }, onTerm }: { readonly facet: Facet; readonly onTerm: Props['onTerm'] }) {
  const t = useTranslations('events.facets');
  const format = useFormatter();
  return (
    <section aria-label={key} className="min-w-0">
      <h3 className="font-mono text-muted text-xs">{key}</h3>
      <ul>
        {values.map(({ value, count }) => (
          <li key={value} className="flex items-center gap-1">
            <button
              type="button"
              className="flex min-h-6 min-w-0 grow items-center justify-between gap-2 rounded-sm text-left text-xs hover:bg-sunken"
              onClick={() => onTerm(key, value)}
            >
              <span className="truncate" title={value}>
                {value}
              </span>
              <span className="text-muted tabular-nums">{format.number(count)}</span>
            </button>
            <Button
              size="icon"
              variant="ghost"
              className="size-6"
              aria-label={t('without', { key, value })}
              onClick={() => onTerm(key, value, true)}
            >
              <Minus aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
