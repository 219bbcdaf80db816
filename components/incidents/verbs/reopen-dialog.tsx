'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { reopenIncidentAction } from '@/lib/incidents/actions';
import { NOTE_MAX } from '@/lib/incidents/schema';
import { PHASES } from '@/lib/incidents/types';
import type { IncidentDetail } from '@/lib/incidents/view-types';

type Props = { readonly incident: IncidentDetail; readonly onClose: () => void };

/** Opens it again, in a phase that is said, for a reason. */
export function ReopenDialog({ incident, onClose }: Props) {
  const t = useTranslations('incidents');
  const { give, busy } = useIncidentVerb();
  const [{ id, version, phase }] = useState(incident);
  const [to, setTo] = useState(phase);
  const [missing, setMissing] = useState(false);
  const submit = async (form: FormData) => {
    const reason = textOf(form, 'reason');
    setMissing(reason === '');
    if (reason === '') return;
    const done = await give(
      () => reopenIncidentAction({ id, version, to, reason }),
      () => ({ title: t('toast.reopen') }),
    );
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('reopen.title')}
      lead={t('reopen.lead')}
      submit={t('reopen.submit')}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('reopen.phase')}>
        <Select
          options={PHASES.map((value) => ({ value, label: t(`phases.${value}`) }))}
          value={to}
          onValueChange={setTo}
        />
      </Field>
      <Field label={t('reopen.why')} error={missing && t('issues.note_required')}>
        <FieldTextarea name="reason" maxLength={NOTE_MAX} />
      </Field>
    </FormDialog>
  );
}
