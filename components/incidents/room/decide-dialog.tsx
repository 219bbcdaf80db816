'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { newId } from '@/components/incidents/room/new-id';
import { useRoomVerb } from '@/components/incidents/room/use-room-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { storedText } from '@/lib/findings/mentions';
import { decideAction } from '@/lib/incidents/room/actions';
import { readersQuery } from '@/lib/incidents/room/queries';

type Props = { readonly id: string; readonly number: number; readonly onClose: () => void };

/** Writes down what was decided and why. */
export function DecideDialog({ id, number, onClose }: Props) {
  const t = useTranslations('incidentRoom.decide');
  const client = useQueryClient();
  const [key] = useState(newId);
  const { give, busy, failed } = useRoomVerb(number, onClose);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const onSubmit = async (form: FormData) => {
    const [decided, why] = [textOf(form, 'decided'), textOf(form, 'why')];
    setMissing([...(decided === '' ? ['decided'] : []), ...(why === '' ? ['why'] : [])]);
    if (decided === '' || why === '') return;
    const known = why.includes('@') ? await client.ensureQueryData(readersQuery(number)).catch(() => []) : [];
    await give(() => decideAction({ id, key, decided, why: storedText(why, known) }));
  };
  const wrong = (name: string) => missing.includes(name) && t('missing');
  return (
    <FormDialog
      title={t('title')}
      lead={t('lead')}
      submit={t('submit')}
      busy={busy}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Field label={t('decided')} error={wrong('decided')}>
        <FieldInput name="decided" maxLength={1000} />
      </Field>
      <Field label={t('why')} error={wrong('why')}>
        <FieldTextarea name="why" maxLength={2900} />
      </Field>
      {failed && (
        <p role="alert" className="text-missed-ink">
          {failed}
        </p>
      )}
    </FormDialog>
  );
}
