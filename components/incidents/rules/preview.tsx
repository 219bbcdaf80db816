'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useRefusalText } from '@/components/incidents/use-incident-verb';
import type { Refusal } from '@/components/layout/refusal';
import type { RulePreview } from '@/lib/incident-rules/types';

export type PreviewState = RulePreview | { readonly refused: Refusal } | 'busy' | null;

/** What a rule would have declared of the last 30 days. */
export function Preview({ state }: { readonly state: PreviewState }) {
  const t = useTranslations('incidentFile.rules');
  const format = useFormatter();
  const text = useRefusalText();
  if (state === null || state === 'busy') return null;
  if ('refused' in state)
    return (
      <p role="alert" className="mt-2 text-missed-ink">
        {text(state.refused)}
      </p>
    );
  return (
    <div role="status" className="mt-2">
      <p className="font-medium">{t('would', { incidents: state.incidents, fitting: state.fitting })}</p>
      <p className="text-muted text-xs">{t(state.more ? 'lookedMore' : 'looked', { count: state.looked })}</p>
      <ul className="mt-1 text-xs">
        {state.newest.map(({ at, title, product }) => (
          <li key={`${at} ${title}`} className="wrap-anywhere">
            {[format.dateTime(new Date(at), 'exact'), product, title].join(' · ')}
          </li>
        ))}
      </ul>
    </div>
  );
}
