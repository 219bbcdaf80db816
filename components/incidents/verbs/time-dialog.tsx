'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { MomentField, useReadMoment } from '@/components/incidents/verbs/moment-field';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { correctTimeAction } from '@/lib/incidents/actions';
import { NOTE_MAX } from '@/lib/incidents/schema';
import { BY_HAND, type CorrectableByHand } from '@/lib/incidents/times';
import type { IncidentDetail } from '@/lib/incidents/view-types';

type Props = {
  readonly incident: IncidentDetail;
  /** Which one is asked for at first. */
  readonly time?: CorrectableByHand;
  readonly onClose: () => void;
};

/** Corrects one of its moments, for a reason; shows what it was before. */
export function TimeDialog({ incident, time: first = 'occurred', onClose }: Props) {
  const t = useTranslations('incidents');
  const { give, busy } = useIncidentVerb();
  const readMoment = useReadMoment();
  const [{ id, version, times }] = useState(incident);
  const [time, setTime] = useState<CorrectableByHand>(first);
  const [missing, setMissing] = useState(false);
  const submit = async (form: FormData) => {
    const reason = textOf(form, 'reason');
    setMissing(reason === '');
    if (reason === '') return;
    const done = await give(
      () => correctTimeAction({ id, version, time, at: readMoment(form, 'at'), reason }),
      () => ({ title: t('toast.correct') }),
    );
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('correct.title')}
      lead={t('correct.lead')}
      submit={t('correct.submit')}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('correct.which')} hint={t(`timeHints.${time}`)}>
        <Select
          options={BY_HAND.map((value) => ({ value, label: t(`times.${value}`) }))}
          value={time}
          onValueChange={setTime}
        />
      </Field>
      <MomentField key={time} name="at" label={t('correct.at')} value={times[time]} hint={t('correct.atHint')} />
      <Field label={t('correct.why')} error={missing && t('issues.note_required')}>
        <FieldTextarea name="reason" maxLength={NOTE_MAX} />
      </Field>
      <Before incident={incident} time={time} />
    </FormDialog>
  );
}

function Before({ incident, time }: { readonly incident: IncidentDetail; readonly time: CorrectableByHand }) {
  const t = useTranslations('incidents');
  const format = useFormatter();
  const exact = (at: string | null) => (at ? format.dateTime(new Date(at), 'exact') : t('correct.unknown'));
  const changes = incident.corrections.filter((one) => one.time === time);
  if (changes.length === 0) return null;
  return (
    <section aria-label={t('correct.before')}>
      <h3 className="mb-1 font-medium">{t('correct.before')}</h3>
      <ol className="flex flex-col gap-1 text-xs">
        {changes.map((one) => (
          <li key={one.at} className="border-line border-l-2 pl-2">
            {t('correct.change', { before: exact(one.previous), after: exact(one.value), by: one.by })}
            {one.note && <span className="block text-muted wrap-anywhere">{one.note}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
