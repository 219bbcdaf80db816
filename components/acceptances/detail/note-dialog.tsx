'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { NOTE_MAX } from '@/lib/acceptances/rules';

type Props = {
  readonly title: string;
  readonly lead: string;
  readonly label: string;
  readonly verb: string;
  readonly danger: boolean;
  readonly required: boolean;
  readonly onClose: () => void;
  readonly onSubmit: (note: string) => void;
};

/** What is about to happen, and a note that the register keeps. */
export function NoteDialog({ title, lead, label, verb, danger, required, onClose, onSubmit }: Props) {
  const t = useTranslations('acceptances.decide');
  const [missing, setMissing] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = new FormData(event.currentTarget).get('note');
    const note = typeof text === 'string' ? text.trim() : '';
    if (required && note === '') return setMissing(true);
    onSubmit(note);
  };
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={title} description={lead}>
      <form onSubmit={submit} noValidate>
        <Field label={label} hint={t('noteHint')} error={missing && t('noteRequired')}>
          <FieldTextarea name="note" maxLength={NOTE_MAX} />
        </Field>
        <DialogActions>
          <Button type="submit" variant={danger ? 'danger' : 'primary'}>
            {verb}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
