'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { type StepUp, useStepUp } from '@/components/access/use-step-up';
import { Section } from '@/components/findings/detail/section';
import { ExceptionRequest } from '@/components/posture/detail/exception-request';
import { useSaved, useWrite } from '@/components/posture/use-write';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import type { Tone } from '@/components/ui/tone';
import { decideExceptionAction, endExceptionAction } from '@/lib/safeguards/actions';
import { type DecideException, decideExceptionSchema } from '@/lib/safeguards/schema';
import type { ExceptionRow, ExceptionState } from '@/lib/safeguards/view-types';

type Props = {
  readonly id: string;
  readonly rows: readonly ExceptionRow[];
  readonly places: readonly { readonly key: string; readonly name: string }[];
  readonly mayAsk: boolean;
};

const TONES: Readonly<Record<ExceptionState, Tone>> = {
  requested: 'partly',
  approved: 'accent',
  rejected: 'missed',
  ended: 'neutral',
  expired: 'neutral',
};

/** Where the promise need not hold, why, by whose word and until when. */
export function Exceptions({ id, rows, places, mayAsk }: Props) {
  const t = useTranslations('posture');
  const saved = useSaved();
  const stepUp = useStepUp<DecideException, void>({
    key: `safeguard-exception-${id}`,
    schema: decideExceptionSchema,
    run: decideExceptionAction,
    onDone: saved,
  });
  const verb = ({ approve }: DecideException) => t(approve ? 'writes.except.approve' : 'writes.except.rejectVerb');
  return (
    <Section level={2} title={t('detail.exceptions')}>
      {rows.length === 0 && <p className="text-muted">{t('detail.noExceptions')}</p>}
      <ul>
        {rows.map((row) => (
          <ExceptionLine key={row.id} row={row} stepUp={stepUp} />
        ))}
      </ul>
      {mayAsk && places.length > 0 && <ExceptionRequest id={id} places={places} />}
      <StepUpDialog
        stepUp={stepUp}
        verb={verb}
        summary={({ approve }) => t('writes.except.summary', { approve: String(approve) })}
      />
    </Section>
  );
}

type LineProps = { readonly row: ExceptionRow; readonly stepUp: StepUp<DecideException> };

function ExceptionLine({ row, stepUp }: LineProps) {
  const t = useTranslations('posture.writes');
  const format = useFormatter();
  const ending = useWrite(endExceptionAction);
  const day = format.dateTime(new Date(row.expiresAt), 'day');
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-1.5">
      <Badge tone={TONES[row.state]}>{t(`except.states.${row.state}`)}</Badge>
      <span className="font-medium">{row.place ?? t('except.organisation')}</span>
      <span className="text-muted">{t(`except.kinds.${row.kind}`)}</span>
      <span className="text-muted text-xs">
        {t('except.line', { requester: row.requester, day })}
        {row.decider && `, ${t('except.decided', { decider: row.decider })}`}
      </span>
      <p className="w-full max-w-prose whitespace-pre-wrap wrap-anywhere">{row.reason}</p>
      {row.note && <p className="w-full max-w-prose text-muted wrap-anywhere">{row.note}</p>}
      {row.mayDecide && (
        <>
          <Button size="sm" busy={stepUp.busy} onClick={() => stepUp.submit({ id: row.id, approve: true, note: '' })}>
            {t('except.approve')}
          </Button>
          <RejectDialog row={row} stepUp={stepUp} />
        </>
      )}
      {row.mayEnd && (
        <Button size="sm" variant="ghost" busy={ending.busy} onClick={() => ending.write({ id: row.id })}>
          {t('except.end')}
        </Button>
      )}
    </li>
  );
}

function RejectDialog({ row, stepUp }: LineProps) {
  const t = useTranslations('posture.writes');
  const [open, setOpen] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get('note') ?? '');
    setOpen(false);
    stepUp.submit({ id: row.id, approve: false, note });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('except.rejectVerb')}
      trigger={
        <Button size="sm" variant="ghost">
          {t('except.reject')}
        </Button>
      }
    >
      <form onSubmit={submit}>
        <Field label={t('except.note')}>
          <FieldTextarea name="note" required maxLength={2000} />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" busy={stepUp.busy}>
            {t('except.rejectVerb')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
