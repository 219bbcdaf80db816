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
  return (
    <ol
      aria-label={t('header.phases')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="mb-4 flex gap-1 overflow-x-auto pb-1"
    >
      {PHASES.map((phase, index) => {
        const at = entered[phase];
        return (
          <li
            key={phase}
            aria-current={index === now ? 'step' : undefined}
            className={cn(
              'min-w-24 flex-1 border-line border-t-2 pt-1 text-muted text-xs',
              index < now && 'border-accent',
              index === now && 'border-accent font-medium text-text',
            )}
          >
            <span className="flex items-center gap-1 [&_svg]:size-3">
              {index < now && <Check aria-hidden />}
              {t(`phases.${phase}`)}
            </span>
            {at && <span className="block font-normal tabular-nums">{format.dateTime(new Date(at), 'short')}</span>}
          </li>
        );
      })}
    </ol>
  );
}
