'use client';

import { Check } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { enteredAt } from '@/lib/incidents/phase-view';
import { PHASES } from '@/lib/incidents/types';
import type { IncidentDetail } from '@/lib/incidents/view-types';

/** The phases in their order, each with when it was entered last; the present one stands out. */
export function PhaseSteps({ incident }: { readonly incident: IncidentDetail }) {
  const t = useTranslations('incidents');
  const format = useFormatter();
  const now = PHASES.indexOf(incident.phase);
  const entered = enteredAt(incident);
  const since = entered[incident.phase];
  const after = PHASES[now + 1];
  return (
    <>
      <p className="mb-1 text-xs sm:hidden">
        <span className="font-medium">{t(`phases.${incident.phase}`)}</span>
        <span className="text-muted">
          {since && ` · ${format.dateTime(new Date(since), 'short')}`}
          {after && ` · ${t('header.after', { phase: t(`phases.${after}`) })}`}
        </span>
      </p>
      <ol
        aria-label={t('header.phases')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="mb-3 flex gap-1 overflow-x-auto pb-1 sm:mb-4"
      >
        {PHASES.map((phase, index) => {
          const at = entered[phase];
          return (
            <li
              key={phase}
              aria-current={index === now ? 'step' : undefined}
              className={cn(
                'min-w-0 flex-1 border-line border-t-2 text-muted text-xs sm:min-w-24 sm:pt-1',
                index < now && 'border-accent',
                index === now && 'border-accent font-medium text-text',
              )}
            >
              <span className="flex items-center gap-1 max-sm:sr-only [&_svg]:size-3">
                {index < now && <Check aria-hidden />}
                {t(`phases.${phase}`)}
              </span>
              {at && (
                <span className="block font-normal tabular-nums max-sm:sr-only">
                  {format.dateTime(new Date(at), 'short')}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}
