import { useFormatter, useTranslations } from 'next-intl';
import type { PastDecision } from '@/lib/compliance/view-types';

/** Earlier decisions on a control, the newest first; the one in force is shown above. */
export function DecisionHistory({ history }: { readonly history: readonly PastDecision[] }) {
  const t = useTranslations('compliance.decision');
  const format = useFormatter();
  const earlier = history.slice(1);
  if (earlier.length === 0) return null;
  return (
    <details className="mt-6">
      <summary className="cursor-pointer text-muted">{t('history', { count: earlier.length })}</summary>
      <ol className="mt-2 flex flex-col gap-2">
        {earlier.map(({ number, at, by, applicable, justification, implementation }) => (
          <li key={number} className="max-w-prose wrap-anywhere">
            <span className="text-muted text-xs">
              {at !== null && t('decidedBy', { by, at: format.dateTime(new Date(at), 'exact') })}
            </span>
            <span className="block">
              {[
                t(applicable === null ? 'undecided' : applicable ? 'applies' : 'appliesNot'),
                justification,
                implementation,
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
