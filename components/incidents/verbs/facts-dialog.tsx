'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { editIncidentAction } from '@/lib/incidents/actions';
import { TEXT_MAX, TITLE_MAX } from '@/lib/incidents/schema';
import { INCIDENT_KINDS } from '@/lib/incidents/types';
import type { IncidentDetail } from '@/lib/incidents/view-types';

type Props = { readonly incident: IncidentDetail; readonly onClose: () => void };

/** Title, kind, what is known, and whether it is practised only. */
export function FactsDialog({ incident, onClose }: Props) {
  const t = useTranslations('incidents');
  const { give, busy } = useIncidentVerb();
  const [{ id, version, techniques, ...before }] = useState(incident);
  const [kind, setKind] = useState(before.kind);
  const [missing, setMissing] = useState(false);
  const submit = async (form: FormData) => {
    const title = textOf(form, 'title');
    setMissing(title === '');
    if (title === '') return;
    const summary = textOf(form, 'summary');
    const exercise = form.get('exercise') !== null;
    const done = await give(
      () => editIncidentAction({ id, version, title, summary, kind, techniques: [...techniques], exercise }),
      () => ({ title: t('toast.edit') }),
    );
    if (done) onClose();
  };
  return (
    <FormDialog title={t('edit.title')} submit={t('edit.submit')} busy={busy} onSubmit={submit} onClose={onClose}>
      <Field label={t('fields.title')} error={missing && t('fields.titleMissing')}>
        <FieldInput name="title" defaultValue={before.title} maxLength={TITLE_MAX} />
      </Field>
      <Field label={t('fields.kind')}>
        <Select
          options={INCIDENT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          value={kind}
          onValueChange={setKind}
        />
      </Field>
      <Field label={t('fields.summary')} hint={t('fields.summaryHint')}>
        <FieldTextarea name="summary" defaultValue={before.summary} maxLength={TEXT_MAX} />
      </Field>
      <Checkbox name="exercise" label={t('fields.exercise')} defaultChecked={before.exercise} />
    </FormDialog>
  );
}
