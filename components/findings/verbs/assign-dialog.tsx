'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { peopleQuery } from '@/lib/findings/queries';
import type { PersonRef } from '@/lib/findings/types';

type Props = {
  /** People who may triage in all of these products are offered. */
  readonly productIds: readonly string[];
  readonly count: number;
  readonly me: PersonRef;
  readonly onClose: () => void;
  /** A note makes it a handover. */
  readonly onAssign: (person: PersonRef | null, note?: string) => void;
};

export function AssignDialog({ productIds, count, me, onClose, onAssign }: Props) {
  const t = useTranslations('findings.assign');
  const { data } = useQuery(peopleQuery(productIds));
  const people = data?.people ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const person = people.find(({ id }) => id === chosen);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (person) onAssign(person, note.trim() || undefined);
  };
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t('title')} description={t('lead', { count })}>
      <form onSubmit={submit}>
        <Combobox
          label={t('person')}
          placeholder={t('person')}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onValueChange={setChosen}
        />
        <Field label={t('note')} hint={t('noteHint')} className="mt-3">
          <FieldTextarea value={note} maxLength={2000} onChange={({ target }) => setNote(target.value)} />
        </Field>
        <DialogActions>
          <Button onClick={() => onAssign(null)}>{t('nobody')}</Button>
          {people.some(({ id }) => id === me.id) && <Button onClick={() => onAssign(me)}>{t('me')}</Button>}
          <Button type="submit" variant="primary" disabled={!person}>
            {note.trim() ? t('handOver') : t('submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
