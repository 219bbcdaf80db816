'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { AskDialog } from '@/components/duties/ask-dialog';
import { SendDialog } from '@/components/duties/send-dialog';
import { TimeLeft } from '@/components/duties/time-left';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { Tone } from '@/components/ui/tone';
import type { DutiesDetail, StageItem, StageState } from '@/lib/duties/types';

const TONES: Readonly<Record<StageState, Tone>> = {
  waiting: 'neutral',
  open: 'partly',
  optional: 'neutral',
  sent: 'met',
  replaced: 'neutral',
};

type Props = {
  readonly detail: DutiesDetail;
  readonly regime: string;
  readonly stage: StageItem;
  readonly now: Date;
};

/** One report: where it stands, what is left, what its draft lacks, and what was sent of it. */
export function StageRow({ detail, regime, stage, now }: Props) {
  const t = useTranslations('duties');
  const [asked, setAsked] = useState<'send' | 'ask' | null>(null);
  const { id, article, state, startedAt, dueAt, missing, reports, recipients } = stage;
  const ready = state === 'open' || state === 'optional' || state === 'sent';
  const file = (format: string) =>
    `/api/incidents/${detail.incident.number}/duties/export?regime=${regime}&stage=${id}&format=${format}`;
  const link = 'inline-flex min-h-6 items-center text-accent underline';
  return (
    <li className="border-line border-t py-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{t(`stages.${id}`)}</span>
        <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
        {state === 'open' && startedAt && dueAt && <TimeLeft startedAt={startedAt} dueAt={dueAt} now={now} />}
        {state === 'open' && !dueAt && <span>{t('withoutDelay')}</span>}
      </div>
      <p className="text-muted text-xs">
        {`${article} · ${recipients.map((one) => t(`recipients.${one}`)).join(', ')}`}
        {ready && ` · ${missing.length === 0 ? t('complete') : t('missing', { count: missing.length })}`}
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        {ready && detail.rights.decide && (
          <Button size="sm" onClick={() => setAsked('send')}>
            {t(reports.length > 0 ? 'send.openAgain' : 'send.open')}
          </Button>
        )}
        {detail.rights.decide && (
          <Button size="sm" variant="ghost" onClick={() => setAsked('ask')}>
            {t('ask.note')}
          </Button>
        )}
        <a className={link} href={file('pdf')} download>
          {t('export.pdf')}
        </a>
        <a className={link} href={file('md')} download>
          {t('export.md')}
        </a>
      </div>
      <Sent reports={reports} />
      {asked === 'send' && <SendDialog detail={detail} regime={regime} stage={stage} onClose={() => setAsked(null)} />}
      {asked === 'ask' && <AskDialog detail={detail} regime={regime} stage={stage} onClose={() => setAsked(null)} />}
    </li>
  );
}

function Sent({ reports }: Pick<StageItem, 'reports'>) {
  const t = useTranslations('duties');
  const format = useFormatter();
  if (reports.length === 0) return null;
  return (
    <ol className="mt-1 flex flex-col gap-0.5 text-xs">
      {reports.map(({ id, number, sentAt, sentBy, channel, reference, receipt, delayReason, late }) => (
        <li key={id} className="wrap-anywhere">
          {t('sentLine', {
            number,
            at: format.dateTime(new Date(sentAt), 'exact'),
            name: sentBy,
            channel: t(`channels.${channel}`),
          })}
          {[reference, receipt].filter(Boolean).map((text) => ` · ${text}`)}
          {late && ` · ${t('late', { reason: delayReason })}`}
        </li>
      ))}
    </ol>
  );
}
