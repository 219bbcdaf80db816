'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { moveIncidentAction } from '@/lib/incidents/actions';
import { endsOf, isStepBack } from '@/lib/incidents/phases';
import { NOTE_MAX } from '@/lib/incidents/schema';
import { PHASES, type Phase } from '@/lib/incidents/types';
import type { IncidentDetail } from '@/lib/incidents/view-types';

type Props = { readonly incident: IncidentDetail; readonly onClose: () => void };

/** On to the next phase, over several, or back for a reason; says which times that sets or takes back. */
export function MoveDialog({ incident, onClose }: Props) {
  const t = useTranslations('incidents');
  const { give, busy } = useIncidentVerb();
  // As it was when the dialog opened: who was faster is told, not overwritten.
  const [{ id, version, phase: from }] = useState(incident);
  const at = PHASES.indexOf(from);
  const [to, setTo] = useState<Phase>(PHASES[at + 1] ?? PHASES[at - 1] ?? from);
  const [missing, setMissing] = useState(false);
  const back = isStepBack(from, to);
  const submit = async (form: FormData) => {
    const note = textOf(form, 'note');
    setMissing(back && note === '');
    if (back && note === '') return;
    const moved = await give(
      () => moveIncidentAction({ id, version, to, note }),
      () => ({ title: t('toast.move', { phase: t(`phases.${to}`) }) }),
    );
    if (moved) onClose();
  };
  return (
    <FormDialog title={t('move.title')} submit={t('move.submit')} busy={busy} onSubmit={submit} onClose={onClose}>
      <fieldset className="flex flex-col">
        <legend className="mb-1 font-medium">{t('move.to')}</legend>
        {PHASES.map((phase) => (
          <label key={phase} className="flex min-h-8 items-center gap-2">
            <input
              type="radio"
              name="to"
              value={phase}
              checked={to === phase}
              disabled={phase === from}
              onChange={() => setTo(phase)}
              className="size-4 accent-accent"
            />
            <span className={phase === from ? 'text-muted' : undefined}>
              {phase === from ? t('move.here', { phase: t(`phases.${phase}`) }) : t(`phases.${phase}`)}
            </span>
          </label>
        ))}
      </fieldset>
      <Effect from={from} to={to} />
      <Field label={t(back ? 'move.why' : 'verbs.note')} error={missing && t('issues.note_required')}>
        <FieldTextarea name="note" maxLength={NOTE_MAX} />
      </Field>
    </FormDialog>
  );
}

function Effect({ from, to }: { readonly from: Phase; readonly to: Phase }) {
  const t = useTranslations('incidents');
  const { set, unset } = endsOf(from, to);
  const names = [...set, ...unset].map((time) => t(`times.${time}`)).join(', ');
  if (names === '') return null;
  return <p className="text-muted text-xs">{t(set.length > 0 ? 'move.sets' : 'move.unsets', { times: names })}</p>;
}
