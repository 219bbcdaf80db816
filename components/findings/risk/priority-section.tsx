'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Section } from '@/components/findings/detail/section';
import { useTermValue } from '@/components/findings/risk/use-term-value';
import type { FindingDetailView } from '@/lib/findings/types';
import { PRIORITY_MAX } from '@/lib/findings/weights-scale';

/** The priority, term by term: what is known, and how many of its points each gives. */
export function PrioritySection({ finding }: { readonly finding: FindingDetailView }) {
  const t = useTranslations('risk.priority');
  const format = useFormatter();
  const told = useTermValue(finding);
  const { total, terms, weights } = finding.risk.priority;
  return (
    <Section title={t('title')} aside={t('weights', { version: weights })}>
      <p className="mb-2 text-lg">
        <span className="font-semibold tabular-nums">{format.number(total)}</span>{' '}
        <span className="text-muted text-sm">{t('outOf', { most: PRIORITY_MAX })}</span>
      </p>
      <table className="w-full text-left">
        <caption className="sr-only">{t('title')}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('term')}</th>
            <th scope="col">{t('value')}</th>
            <th scope="col">{t('given')}</th>
          </tr>
        </thead>
        <tbody>
          {terms.map(({ term, points, most, state }) => (
            <tr key={term} className="align-baseline">
              <th scope="row" className="w-34 py-0.5 pr-2 font-normal text-muted">
                {t(`terms.${term}`)}
              </th>
              <td className={`py-0.5 pr-2 wrap-anywhere ${state === 'known' ? '' : 'text-unknown-ink'}`}>
                {told(term, state)}
              </td>
              <td className="w-24 py-0.5" title={t('gives', { points, most })}>
                <Points points={points} most={most} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** The number, and how much of what the term can give it is. */
function Points({ points, most }: { readonly points: number; readonly most: number }) {
  const format = useFormatter();
  const share = most === 0 ? 0 : (100 * points) / most;
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="h-1.5 flex-1 overflow-hidden rounded-full bg-hover">
        <span className="block h-full rounded-full bg-accent" style={{ width: `${share}%` }} />
      </span>
      <span className="w-8 text-right tabular-nums">{format.number(points)}</span>
    </span>
  );
}
