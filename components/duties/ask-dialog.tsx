'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useDutyVerb } from '@/components/duties/use-duty-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { MomentField, useReadMoment } from '@/components/incidents/verbs/moment-field';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { answerAskAction, noteAskAction } from '@/lib/duties/actions';
import type { DutiesDetail, DutyAskItem, StageItem } from '@/lib/duties/types';
import { NOTE_MAX } from '@/lib/incidents/schema';

type AskProps = {
  readonly detail: DutiesDetail;
  readonly regime: string;
  readonly stage: StageItem;
  readonly onClose: () => void;
};

/** Notes what an authority asks, and by when. */
export function AskDialog({ detail, regime, stage, onClose }: AskProps) {
  const t = useTranslations('duties');
  const { give, busy } = useDutyVerb();
  const readMoment = useReadMoment();
  const [missing, setMissing] = useState(false);
  const submit = async (form: FormData) => {
    const question = textOf(form, 'question');
    const askedAt = readMoment(form, 'at');
    setMissing(question === '');
    if (question === '' || askedAt === null) return;
    const dueAt = readMoment(form, 'due');
    const input = { id: detail.incident.id, regime, stage: stage.id, askedAt, question, dueAt };
    if (await give(() => noteAskAction(input), t('ask.done'))) onClose();
  };
  return (
    <FormDialog
      title={t('ask.title')}
      lead={t(`stages.${stage.id}`)}
      submit={t('save')}
      busy={busy}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <Field label={t('ask.question')} error={missing && t('reasonRequired')}>
        <FieldTextarea name="question" maxLength={NOTE_MAX} />
      </Field>
      <MomentField name="at" label={t('ask.at')} value={detail.now} />
      <MomentField name="due" label={t('ask.due')} value={null} />
    </FormDialog>
  );
}

type AnswerProps = { readonly id: string; readonly ask: DutyAskItem; readonly onClose: () => void };

/** Notes what was answered. */
export function AnswerDialog({ id, ask, onClose }: AnswerProps) {
  const t = useTranslations('duties');
  const { give, busy } = useDutyVerb();
  const [missing, setMissing] = useState(false);
  const submit = async (form: FormData) => {
    const answer = textOf(form, 'answer');
    setMissing(answer === '');
    if (answer === '') return;
    if (await give(() => answerAskAction({ id, askId: ask.id, answer }), t('ask.answered'))) onClose();
  };
  return (
    <FormDialog
      title={t('ask.answer')}
      lead={ask.question}
      submit={t('save')}
      busy={busy}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <Field label={t('ask.answer')} error={missing && t('reasonRequired')}>
        <FieldTextarea name="answer" maxLength={NOTE_MAX} />
      </Field>
    </FormDialog>
  );
}
