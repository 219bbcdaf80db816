'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { textOf } from '@/components/engagements/form/read-form';
import { useTlsVerb } from '@/components/tls/use-tls-verb';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { removeOpinionAction } from '@/lib/tls/actions';
import { OPINION_NOTE_MAX } from '@/lib/tls/schema';
import type { OpinionItem } from '@/lib/tls/types';

type Props = { readonly endpointId: string; readonly opinion: OpinionItem; readonly tool: string };

/** Takes a second opinion away, with a reason for the trail. */
export function RemoveOpinion({ endpointId, opinion: { id, fileName }, tool }: Props) {
  const t = useTranslations('tls.opinions');
  const { give, busy } = useTlsVerb();
  const [open, setOpen] = useState(false);
  const [missing, setMissing] = useState(false);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = textOf(new FormData(event.currentTarget), 'note');
    setMissing(note === '');
    if (note === '') return;
    const done = await give(() => removeOpinionAction({ endpointId, id, note }), t('removed'));
    if (done !== null) setOpen(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" size="sm" aria-label={t('removeOf', { tool, file: fileName })}>
          {t('remove')}
        </Button>
      }
      title={t('removeTitle', { tool })}
      description={<span className="wrap-anywhere">{t('removeLead', { file: fileName })}</span>}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-3">
        <Field label={t('note')} hint={t('noteHint')} error={missing && t('noteRequired')}>
          <FieldTextarea name="note" maxLength={OPINION_NOTE_MAX} />
        </Field>
        <DialogActions>
          <Button onClick={() => setOpen(false)}>{t('keep')}</Button>
          <Button type="submit" variant="danger" busy={busy}>
            {t('removeNow')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
