'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { MatrixField, type Weighed, weighedPriority } from '@/components/incidents/verbs/matrix-field';
import { prioritiseIncidentAction } from '@/lib/incidents/actions';
import { priorityOf } from '@/lib/incidents/priority';
import type { IncidentDetail } from '@/lib/incidents/view-types';

type Props = { readonly incident: IncidentDetail; readonly onClose: () => void };

/** Weighs it anew, by the matrix that it was declared under. */
export function PriorityDialog({ incident, onClose }: Props) {
  const t = useTranslations('incidents');
  const { give, busy } = useIncidentVerb();
  const [{ id, version, impact, urgency, priority: before, policy }] = useState(incident);
  const [value, setValue] = useState<Weighed>({
    cell: { impact, urgency },
    priority: before === priorityOf(policy.matrix, impact, urgency) ? null : before,
  });
  const [missing, setMissing] = useState(false);
  const submit = async (form: FormData) => {
    const note = textOf(form, 'note');
    const stands = weighedPriority(policy.matrix, value);
    const needsNote = value.priority !== null || (stands !== null && stands > before);
    setMissing(needsNote && note === '');
    if (value.cell === null || (needsNote && note === '')) return;
    const { cell, priority } = value;
    const done = await give(
      () => prioritiseIncidentAction({ id, version, ...cell, priority, note }),
      () => ({ title: t('toast.prioritise') }),
    );
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('prioritise.title')}
      lead={t('prioritise.lead')}
      submit={t('prioritise.submit')}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <MatrixField
        matrix={policy.matrix}
        value={value}
        onChange={setValue}
        before={before}
        wrong={{ cell: false, note: missing }}
      />
    </FormDialog>
  );
}
