'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useDutyVerb } from '@/components/duties/use-duty-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { MomentField, useReadMoment } from '@/components/incidents/verbs/moment-field';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { decideDutyAction } from '@/lib/duties/actions';
import type { DutiesDetail, DutyItem } from '@/lib/duties/types';
import { NOTE_MAX } from '@/lib/incidents/schema';

const ANSWERS = ['yes', 'no'] as const;

type Props = { readonly detail: DutiesDetail; readonly duty: DutyItem; readonly onClose: () => void };

/** Whether it applies, and why; yes asks since when it is known where nobody said so. */
export function DecideDialog({ detail, duty, onClose }: Props) {
  const t = useTranslations('duties');
  const locale = useLocale();
  const { give, busy } = useDutyVerb();
  const readMoment = useReadMoment();
  const [{ regime, version, title, asksTrustService, trustService }] = useState(duty);
  const [applies, setApplies] = useState<(typeof ANSWERS)[number]>('yes');
  const [missing, setMissing] = useState(false);
  const { id, awareAt } = detail.incident;
  const submit = async (form: FormData) => {
    const reason = textOf(form, 'reason');
    setMissing(reason === '');
    if (reason === '') return;
    const input = {
      ...{ id, regime, version, applies, reason },
      trustService: form.get('trustService') !== null,
      awareAt: awareAt === null && applies === 'yes' ? readMoment(form, 'at') : null,
    };
    if (await give(() => decideDutyAction(input), t(`decide.done.${applies}`))) onClose();
  };
  return (
    <FormDialog
      title={t('decide.title')}
      lead={title[locale]}
      submit={t('decide.submit')}
      busy={busy}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <SegmentedControl
        label={t('decide.title')}
        options={ANSWERS.map((value) => ({ value, label: t(`answers.${value}`) }))}
        value={applies}
        onValueChange={setApplies}
      />
      {applies === 'yes' && awareAt === null && (
        <MomentField name="at" label={t('aware.at')} hint={t('aware.meaning')} value={detail.now} />
      )}
      {applies === 'yes' && asksTrustService && (
        <Checkbox name="trustService" defaultChecked={trustService} label={t('decide.trustService')} />
      )}
      <Field label={t('why')} error={missing && t('reasonRequired')}>
        <FieldTextarea name="reason" maxLength={NOTE_MAX} />
      </Field>
    </FormDialog>
  );
}
