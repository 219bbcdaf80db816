'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';

type Props = {
  readonly title: string;
  readonly lead: string;
  readonly label: string;
  readonly verb: string;
  readonly required: boolean;
  readonly onClose: () => void;
  readonly onSubmit: (note: string) => void;
};

/** Asks for a note before something is decided. */
export function NoteForm({ title, lead, label, verb, required, onClose, onSubmit }: Props) {
  const t = useTranslations('elevations');
  const [wrong, setWrong] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get('note')).trim();
    const missing = required && note === '';
    setWrong(missing);
    if (!missing) onSubmit(note);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} description={lead}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label={label} error={wrong && t('issues.note_required')}>
          <FieldTextarea name="note" maxLength={1000} />
        </Field>
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant={required ? 'danger' : 'primary'}>
            {verb}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
