'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useDutyVerb } from '@/components/duties/use-duty-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { MomentField, useReadMoment } from '@/components/incidents/verbs/moment-field';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { sayAwareAction } from '@/lib/duties/actions';
import type { DutiesDetail } from '@/lib/duties/types';
import { NOTE_MAX } from '@/lib/incidents/schema';

type Props = { readonly incident: DutiesDetail['incident']; readonly onClose: () => void };

/** When the organisation became aware, and why it is so: every clock follows. */
export function AwareDialog({ incident, onClose }: Props) {
  const t = useTranslations('duties');
  const { give, busy } = useDutyVerb();
  const readMoment = useReadMoment();
  // As it was when the dialog opened: who was faster is told, not overwritten.
  const [{ id, version, awareAt }] = useState(incident);
  const [missing, setMissing] = useState(false);
  const submit = async (form: FormData) => {
    const reason = textOf(form, 'reason');
    setMissing(reason === '');
    if (reason === '') return;
    const at = readMoment(form, 'at');
    if (await give(() => sayAwareAction({ id, version, at, reason }), t('aware.done'))) onClose();
  };
  return (
    <FormDialog
      title={t('aware.title')}
      lead={t('aware.lead')}
      submit={t('save')}
      busy={busy}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <MomentField name="at" label={t('aware.at')} value={awareAt} />
      <Field label={t('why')} error={missing && t('reasonRequired')}>
        <FieldTextarea name="reason" maxLength={NOTE_MAX} />
      </Field>
    </FormDialog>
  );
}
