'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState, useTransition } from 'react';
import { useElevationWords } from '@/components/elevations/use-words';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { useToast } from '@/components/ui/toast';
import { reviewElevationAction } from '@/lib/elevations/actions';
import { reviewElevationSchema } from '@/lib/elevations/schema';
import type { ElevationView } from '@/lib/elevations/types';

type Props = { readonly row: ElevationView; readonly rights: string; readonly onClose: () => void };

/** Whether rights that were taken in an emergency were taken rightly. */
export function ReviewForm({ row, rights, onClose }: Props) {
  const t = useTranslations('elevations');
  const words = useElevationWords();
  const toast = useToast();
  const [justified, setJustified] = useState(false);
  const [wrong, setWrong] = useState(false);
  const [busy, startTransition] = useTransition();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = new FormData(event.currentTarget).get('note');
    const input = reviewElevationSchema.safeParse({ id: row.id, justified, note });
    setWrong(!input.success);
    if (!input.success) return;
    startTransition(async () => {
      const result = await reviewElevationAction(input.data);
      if (result.ok) toast.show({ title: t('reviewed') });
      else toast.show({ title: words.refusal(result.error), tone: 'error' });
      onClose();
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('reviewTitle')}
      description={t('reviewLead', { name: row.requester, rights })}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Checkbox label={t('justified')} checked={justified} onCheckedChange={setJustified} />
        <Field label={t('reviewNote')} hint={t('reasonHint')} error={wrong && t('reasonHint')}>
          <FieldTextarea name="note" maxLength={1000} />
        </Field>
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('reviewVerb')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
