'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useDutyVerb } from '@/components/duties/use-duty-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { MomentField, useReadMoment } from '@/components/incidents/verbs/moment-field';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { sendReportAction } from '@/lib/duties/actions';
import { CHANNELS, type Channel, type DutiesDetail, type StageItem } from '@/lib/duties/types';
import { NOTE_MAX } from '@/lib/incidents/schema';

type Props = {
  readonly detail: DutiesDetail;
  readonly regime: string;
  readonly stage: StageItem;
  readonly onClose: () => void;
};

/** Notes that a report was sent: when, how, and what the recipient calls it. */
export function SendDialog({ detail, regime, stage, onClose }: Props) {
  const t = useTranslations('duties');
  const { give, busy } = useDutyVerb();
  const readMoment = useReadMoment();
  const [channel, setChannel] = useState<Channel>('portal');
  const [missing, setMissing] = useState(false);
  // What is noted as sent is what this person saw.
  const [seen] = useState({
    id: detail.incident.id,
    stage: stage.id,
    number: stage.reports.length + 1,
    sheetVersion: detail.sheet.version,
  });
  const submit = async (form: FormData) => {
    const sentAt = readMoment(form, 'at');
    setMissing(sentAt === null);
    if (sentAt === null) return;
    const [reference, receipt, delayReason] = [
      textOf(form, 'reference'),
      textOf(form, 'receipt'),
      textOf(form, 'delayReason'),
    ];
    const input = { ...seen, regime, sentAt, channel, reference, receipt, delayReason };
    if (await give(() => sendReportAction(input), t('send.done'))) onClose();
  };
  return (
    <FormDialog
      title={t(seen.number > 1 ? 'send.again' : 'send.title')}
      lead={stage.missing.length > 0 ? t('missing', { count: stage.missing.length }) : t(`stages.${stage.id}`)}
      submit={t('send.submit')}
      busy={busy}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <MomentField name="at" label={t('send.at')} value={detail.now} error={missing && t('reasonRequired')} />
      <Field label={t('send.channel')}>
        <Select
          options={CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
          value={channel}
          onValueChange={setChannel}
        />
      </Field>
      <Field label={t('send.reference')}>
        <FieldInput name="reference" maxLength={NOTE_MAX} />
      </Field>
      <Field label={t('send.receipt')}>
        <FieldInput name="receipt" maxLength={NOTE_MAX} />
      </Field>
      <Field label={t('send.delayReason')} hint={t('send.delayHint')}>
        <FieldTextarea name="delayReason" maxLength={NOTE_MAX} />
      </Field>
    </FormDialog>
  );
}
