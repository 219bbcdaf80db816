'use client';

import { useTranslations } from 'next-intl';
import { OutLink, Section } from '@/components/findings/detail/section';
import { AnswerDialog } from '@/components/findings/risk/answer-dialog';
import { useAnswerName } from '@/components/findings/risk/use-answer-name';
import { SsvcBadge } from '@/components/findings/ssvc-badge';
import type { SsvcAnswer } from '@/lib/findings/ssvc';
import type { FindingDetailView } from '@/lib/findings/types';

type Props = { readonly finding: FindingDetailView; readonly mayAnswer: boolean };

/** The decision, and the answers that lead there: each with where it is from, and what an unknown one counts as. */
export function SsvcSection({ finding, mayAnswer }: Props) {
  const t = useTranslations('risk.ssvc');
  const { decision, answers, tree } = finding.risk.ssvc;
  const assumed = answers.filter(({ answer }) => answer === null).length;
  return (
    <Section title={t('title')} aside={<OutLink href={tree.source}>{t('tree', tree)}</OutLink>}>
      <p className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-1">
        <SsvcBadge decision={decision} />
        {t(`meaning.${decision}`)}
        {assumed > 0 && <span className="text-unknown-ink">{t('assumed', { count: assumed })}</span>}
      </p>
      <dl>
        {answers.map((one) => (
          <Answer key={one.point} finding={finding} answer={one} mayAnswer={mayAnswer} />
        ))}
      </dl>
    </Section>
  );
}

type AnswerProps = Props & { readonly answer: SsvcAnswer };

function Answer({ finding, answer: { point, answer, counted, basis }, mayAnswer }: AnswerProps) {
  const t = useTranslations('risk.ssvc');
  const nameOf = useAnswerName();
  const given = finding.risk.given.find((one) => one.point === point) ?? null;
  const reason = basis === 'person' ? t('bases.person', { name: given?.by ?? '' }) : t(`bases.${basis}`);
  return (
    <div className="grid grid-cols-[8.5rem_minmax(0,1fr)_auto] items-baseline gap-2 py-0.5">
      <dt className="text-muted">{t(`points.${point}`)}</dt>
      <dd className="min-w-0 wrap-anywhere">
        {answer === null ? (
          <span className="text-unknown-ink">
            {`${t('unknown')}, ${t('counts', { answer: nameOf(point, counted) })}`}
          </span>
        ) : (
          <span className="font-medium">{nameOf(point, answer)}</span>
        )}{' '}
        <span className="text-muted text-xs">{reason}</span>
        {given && <span className="block text-muted text-xs">{given.reason}</span>}
      </dd>
      <dd>{mayAnswer && <AnswerDialog finding={finding} point={point} given={given} />}</dd>
    </div>
  );
}
