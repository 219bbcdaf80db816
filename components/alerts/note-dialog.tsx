'use client';

import { type SubmitEvent, useState } from 'react';
import { useRefusalText } from '@/components/alerts/use-alert-verb';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { NOTE_MAX } from '@/lib/alerts/schema';

type Props = {
  readonly title: string;
  readonly lead: string;
  readonly label: string;
  readonly submit: string;
  readonly busy: boolean;
  readonly onSubmit: (note: string) => void;
  readonly onClose: () => void;
};

/** A verb that needs nothing but words. */
export function NoteDialog({ title, lead, label, submit, busy, onSubmit, onClose }: Props) {
  const refusalText = useRefusalText();
  const [missing, setMissing] = useState(false);
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get('note') ?? '').trim();
    setMissing(note === '');
    if (note !== '') onSubmit(note);
  };
  const wrong = missing && refusalText({ code: 'invalid', details: { issue: 'note_required' } });
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={title} description={lead}>
      <form onSubmit={send} noValidate>
        <Field label={label} error={wrong}>
          <FieldTextarea name="note" maxLength={NOTE_MAX} />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
