import { useFormatter, useTranslations } from 'next-intl';
import type { DecisionView } from '@/lib/compliance/view-types';

/** What the organisation says of a control in its statement of applicability. */
export function DecisionFacts({ decision }: { readonly decision: DecisionView }) {
  const t = useTranslations('compliance.decision');
  const format = useFormatter();
  const { applicable, justification, implementation, reference, owner, at, by, ownBacking } = decision;
  const applies = applicable === null ? 'undecided' : applicable ? 'applies' : 'appliesNot';
  const facts = [
    [t('applicable'), t(applies)],
    [t('justification'), justification],
    [t('implementation'), implementation],
    [t('reference'), reference],
    [t('owner'), owner?.name ?? t('nobody')],
    [t('backing'), t(ownBacking ? 'ownBacking' : 'mapped')],
    [t('decided'), at === null ? t('never') : t('decidedBy', { by, at: format.dateTime(new Date(at), 'exact') })],
  ] as const;
  return (
    <dl className="grid max-w-prose grid-cols-[max-content_1fr] gap-x-4 gap-y-1">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="whitespace-pre-line wrap-anywhere">{value === '' ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  );
}
