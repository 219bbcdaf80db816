'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { CallVerb } from '@/components/escalation/calls/call-verbs';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { MomentField, useReadMoment } from '@/components/incidents/verbs/moment-field';
import { Combobox } from '@/components/ui/combobox';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { pageNowAction, restartChainAction, silenceChainsAction } from '@/lib/escalation/calls/actions';
import { respondersQuery } from '@/lib/incidents/queries';
import { NOTE_MAX } from '@/lib/incidents/schema';

const HOUR_MS = 3_600_000;

type Props = {
  readonly asked: CallVerb;
  readonly id: string;
  readonly number: number;
  readonly schedules: readonly { readonly id: string; readonly name: string }[];
  readonly onClose: () => void;
};

/** What a verb about calling asks for. */
export function CallDialog({ asked, ...props }: Props) {
  switch (asked) {
    case 'page':
      return <PageDialog {...props} />;
    case 'silence':
      return <SilenceDialog {...props} />;
    case 'restart':
      return <RestartDialog {...props} />;
  }
}

type Asked = Omit<Props, 'asked'>;

function PageDialog({ id, number, schedules, onClose }: Asked) {
  const t = useTranslations('escalation.calls');
  const { give, busy } = useIncidentVerb();
  const { data: people = [] } = useQuery(respondersQuery(number));
  const [whom, setWhom] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const options = [
    ...schedules.map((one) => ({ value: `schedule:${one.id}`, label: t('onCallBy', { name: one.name }) })),
    ...people.map((one) => ({ value: `person:${one.id}`, label: one.name })),
  ];
  const submit = async (form: FormData) => {
    setMissing(whom === null);
    const [kind, of = ''] = whom?.split(':') ?? [];
    if (!kind) return;
    const target = kind === 'schedule' ? { kind, scheduleId: of } : { kind, personId: of };
    const done = await give(
      () => pageNowAction({ id, target, note: textOf(form, 'note') }),
      (count) => ({ title: t('paged', { count }) }),
    );
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('pageTitle')}
      lead={t('pageLead')}
      submit={t('pageSubmit')}
      busy={busy}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <Field label={t('whom')} error={missing && t('whomMissing')}>
        <Combobox label={t('whom')} options={options} value={whom} onValueChange={setWhom} />
      </Field>
      <Field label={t('note')} hint={t('noteHint')}>
        <FieldInput name="note" maxLength={NOTE_MAX} />
      </Field>
    </FormDialog>
  );
}

function SilenceDialog({ id, onClose }: Asked) {
  const t = useTranslations('escalation.calls');
  const { give, busy } = useIncidentVerb();
  const readMoment = useReadMoment();
  const [proposed] = useState(() => new Date(Date.now() + HOUR_MS).toISOString());
  const [wrong, setWrong] = useState<'reason' | 'until' | null>(null);
  const submit = async (form: FormData) => {
    const [reason, until] = [textOf(form, 'reason'), readMoment(form, 'until')];
    setWrong(until === null ? 'until' : reason === '' ? 'reason' : null);
    if (until === null || reason === '') return;
    const done = await give(
      () => silenceChainsAction({ id, until, reason }),
      () => ({ title: t('silenced') }),
    );
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('silenceTitle')}
      lead={t('silenceLead')}
      submit={t('silenceSubmit')}
      busy={busy}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <MomentField
        name="until"
        label={t('until')}
        value={proposed}
        hint={t('untilHint')}
        error={wrong === 'until' && t('untilWrong')}
      />
      <Field label={t('reason')} error={wrong === 'reason' && t('reasonMissing')}>
        <FieldTextarea name="reason" maxLength={NOTE_MAX} />
      </Field>
    </FormDialog>
  );
}

function RestartDialog({ id, onClose }: Asked) {
  const t = useTranslations('escalation.calls');
  const { give, busy } = useIncidentVerb();
  const [missing, setMissing] = useState(false);
  const submit = async (form: FormData) => {
    const reason = textOf(form, 'reason');
    setMissing(reason === '');
    if (reason === '') return;
    const done = await give(
      () => restartChainAction({ id, reason }),
      () => ({ title: t('restarted') }),
    );
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('restartTitle')}
      lead={t('restartLead')}
      submit={t('restartSubmit')}
      busy={busy}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <Field label={t('reason')} error={missing && t('reasonMissing')}>
        <FieldTextarea name="reason" maxLength={NOTE_MAX} />
      </Field>
    </FormDialog>
  );
}
