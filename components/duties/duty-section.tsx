'use client';

import { Check, CircleHelp, Minus } from 'lucide-react';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { AnswerDialog } from '@/components/duties/ask-dialog';
import { DecideDialog } from '@/components/duties/decide-dialog';
import { StageRow } from '@/components/duties/stage-row';
import { TimeLeft } from '@/components/duties/time-left';
import { OutLink, Section } from '@/components/findings/detail/section';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { Applies, DutiesDetail, DutyAskItem, DutyItem } from '@/lib/duties/types';

const LOOKS = {
  undecided: { tone: 'unknown', icon: <CircleHelp /> },
  yes: { tone: 'accent', icon: <Check /> },
  no: { tone: 'neutral', icon: <Minus /> },
} as const satisfies Readonly<Record<Applies, object>>;

const PARTS = ['data_class', 'kind', 'priority', 'follows'] as const;

type Props = { readonly detail: DutiesDetail; readonly duty: DutyItem; readonly now: Date };

/** One regime: whether it applies and why, and what has to be sent by when. */
export function DutySection({ detail, duty, now }: Props) {
  const t = useTranslations('duties');
  const locale = useLocale();
  const [deciding, setDeciding] = useState(false);
  const { applies, source, edition, decideBy } = duty;
  const { tone, icon } = duty.off ? LOOKS.no : LOOKS[applies];
  return (
    <Section
      title={duty.title[locale]}
      aside={
        <Badge tone={tone} mark={icon}>
          {t(duty.off ? 'off.badge' : `applies.${applies}`)}
        </Badge>
      }
    >
      <p className="text-muted text-xs">
        <OutLink href={source.address}>{`${source.law}, ${source.article}`}</OutLink>
        {` · ${t('edition', { day: edition })}`}
      </p>
      <Decision duty={duty} />
      {decideBy && (
        <p className="mt-1 flex flex-wrap items-center gap-2">
          {t('decideBy')} <TimeLeft startedAt={detail.incident.declaredAt} dueAt={decideBy} now={now} />
        </p>
      )}
      {detail.rights.decide && (
        <Button
          size="sm"
          className="mt-2"
          variant={applies === 'undecided' && !duty.off ? 'primary' : 'secondary'}
          onClick={() => setDeciding(true)}
        >
          {t(applies === 'undecided' ? 'decide.open' : 'decide.change')}
        </Button>
      )}
      {applies === 'yes' && (
        <ul className="mt-2 flex flex-col">
          {duty.stages.map((stage) => (
            <StageRow key={stage.id} detail={detail} regime={duty.regime} stage={stage} now={now} />
          ))}
        </ul>
      )}
      <Asks id={detail.incident.id} asks={duty.asks} mayAnswer={detail.rights.decide} />
      {deciding && <DecideDialog detail={detail} duty={duty} onClose={() => setDeciding(false)} />}
    </Section>
  );
}

function Decision({ duty: { applies, proposedBy, reason, decidedAt, decidedBy, off } }: { readonly duty: DutyItem }) {
  const t = useTranslations('duties');
  const format = useFormatter();
  if (off) {
    const at = format.dateTime(new Date(off.since), 'exact');
    return (
      <p className="wrap-anywhere">
        {off.reason} <span className="text-muted text-xs">{t('off.by', { name: off.by, at })}</span>
      </p>
    );
  }
  if (applies === 'undecided') {
    const parts = PARTS.filter((part) => proposedBy.some((one) => one.startsWith(`${part}:`)));
    return <p>{parts.length === 0 ? t('because.nothing') : parts.map((part) => t(`because.${part}`)).join(' ')}</p>;
  }
  const at = decidedAt ? format.dateTime(new Date(decidedAt), 'exact') : '';
  return (
    <p className="wrap-anywhere">
      {reason} <span className="text-muted text-xs">{t('decidedBy', { name: decidedBy, at })}</span>
    </p>
  );
}

type AsksProps = { readonly id: string; readonly asks: readonly DutyAskItem[]; readonly mayAnswer: boolean };

function Asks({ id, asks, mayAnswer }: AsksProps) {
  const t = useTranslations('duties');
  const format = useFormatter();
  const [answering, setAnswering] = useState<DutyAskItem | null>(null);
  if (asks.length === 0) return null;
  return (
    <>
      <h4 className="mt-2 font-medium">{t('ask.list')}</h4>
      <ul className="flex flex-col gap-1">
        {asks.map((ask) => (
          <li key={ask.id} className="border-line border-l-2 pl-2 wrap-anywhere">
            {ask.question} <span className="text-muted text-xs">{format.dateTime(new Date(ask.askedAt), 'exact')}</span>
            {ask.answer && <p className="text-muted">{ask.answer}</p>}
            {!ask.answeredAt && mayAnswer && (
              <Button size="sm" className="ml-2" onClick={() => setAnswering(ask)}>
                {t('ask.open')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {answering && <AnswerDialog id={id} ask={answering} onClose={() => setAnswering(null)} />}
    </>
  );
}
