'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState, useTransition } from 'react';
import { useErrorText } from '@/components/layout/use-error-text';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { useToast } from '@/components/ui/toast';
import { endSessionsOfAction } from '@/lib/access/actions';
import { END_NOTE_MAX, endSessionsOfSchema } from '@/lib/access/schema';
import type { SignedInDto } from '@/lib/access/types';

type Props = {
  readonly session: SignedInDto;
  /** How many sessions of this person are shown. */
  readonly count: number;
  readonly onClose: () => void;
};

/** Asks whether, why, and whether all of the person's sessions go. */
export function EndSessionsDialog({ session, count, onClose }: Props) {
  const t = useTranslations('access');
  const toast = useToast();
  const errorText = useErrorText();
  const [all, setAll] = useState(false);
  const [wrong, setWrong] = useState(false);
  const [busy, startTransition] = useTransition();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = new FormData(event.currentTarget).get('note');
    const input = endSessionsOfSchema.safeParse({
      personId: session.person.id,
      sessionId: all ? null : session.id,
      note,
    });
    setWrong(!input.success);
    if (!input.success) return;
    startTransition(async () => {
      const result = await endSessionsOfAction(input.data);
      if (result.ok) toast.show({ title: t('sessions.ended', { count: result.data }) });
      else toast.show({ title: errorText(result.error), tone: 'error' });
      onClose();
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('signedIn.endTitle', { name: session.person.name })}
      description={t('signedIn.endLead')}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {count > 1 && <Checkbox label={t('signedIn.all', { count })} checked={all} onCheckedChange={setAll} />}
        <Field label={t('signedIn.note')} hint={t('signedIn.noteHint')} error={wrong && t('signedIn.noteWrong')}>
          <FieldTextarea name="note" maxLength={END_NOTE_MAX} />
        </Field>
        <DialogActions>
          <Button onClick={onClose}>{t('stepUp.cancel')}</Button>
          <Button type="submit" variant="danger" busy={busy}>
            {t('sessions.end')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
