'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { newId } from '@/components/incidents/room/new-id';
import { useRoomVerb } from '@/components/incidents/room/use-room-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { minutesOf } from '@/lib/incidents/priority';
import { updateStakeholdersAction } from '@/lib/incidents/room/actions';
import { updatesQuery } from '@/lib/incidents/room/queries';
import type { IncidentDetail } from '@/lib/incidents/view-types';

/** Minutes until the next update, beside what the policy says and "none". */
const MINUTES = [30, 60, 120, 240, 1440] as const;
const NEXT = ['policy', ...MINUTES.map((minutes) => `in_${minutes}` as const), 'none'] as const;
type Next = (typeof NEXT)[number];

const MINUTE_MS = 60_000;
/** Four boxes and the button are in view at once. */
const SMALL = 'h-16 min-h-16';

type Props = {
  readonly incident: IncidentDetail;
  /** By the server's clock. */
  readonly now: Date;
  readonly onClose: () => void;
};

/** Tells stakeholders how it stands. What was known before stands there already. */
export function UpdateDialog({ incident, now, onClose }: Props) {
  const t = useTranslations('incidentRoom.update');
  const { data } = useQuery(updatesQuery(incident.number));
  const last = data?.updates[0];
  const [key] = useState(newId);
  const [next, setNext] = useState<Next>('policy');
  const [missing, setMissing] = useState(false);
  const { give, busy, failed } = useRoomVerb(incident.number, onClose);
  const policyMinutes = minutesOf(incident.policy.updateMinutes, incident.priority);
  const nameOf = (one: Next) => {
    if (one === 'none') return t('none');
    if (one === 'policy') return t('byPolicy', { minutes: policyMinutes });
    return t('inMinutes', { minutes: Number(one.slice(3)) });
  };
  const onSubmit = (form: FormData) => {
    const executive = textOf(form, 'executive');
    setMissing(executive === '');
    if (executive === '') return;
    const nextDue = next.startsWith('in_')
      ? new Date(now.getTime() + Number(next.slice(3)) * MINUTE_MS).toISOString()
      : next;
    void give(() =>
      updateStakeholdersAction({
        ...{ id: incident.id, key, executive, nextDue },
        ...{ known: textOf(form, 'known'), impact: textOf(form, 'impact'), next: textOf(form, 'next') },
      }),
    );
  };
  return (
    <FormDialog
      title={t('title')}
      lead={t('lead')}
      submit={t('submit')}
      busy={busy}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Field label={t('executive')} hint={t('executiveHint')} error={missing && t('missing')}>
        <FieldTextarea name="executive" maxLength={1000} className={SMALL} />
      </Field>
      {(['known', 'impact', 'next'] as const).map((name) => (
        <Field key={`${name}-${last?.seq ?? 0}`} label={t(name)}>
          <FieldTextarea name={name} maxLength={4000} className={SMALL} defaultValue={last?.[name] ?? ''} />
        </Field>
      ))}
      <Field label={t('nextDue')}>
        <Select
          options={NEXT.map((one) => ({ value: one, label: nameOf(one) }))}
          value={next}
          onValueChange={setNext}
        />
      </Field>
      {failed && (
        <p role="alert" className="text-missed-ink">
          {failed}
        </p>
      )}
    </FormDialog>
  );
}
