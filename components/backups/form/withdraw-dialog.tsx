'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { FormField, textOf } from '@/components/backups/form/fields';
import { useVerb } from '@/components/backups/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { withdrawTestAction } from '@/lib/backups/actions';

/** Takes the record of a restore back, with the reason. */
export function WithdrawDialog({ id }: { readonly id: string }) {
  const t = useTranslations('backups.test');
  const { busy, run } = useVerb();
  const [open, setOpen] = useState(false);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const why = textOf(new FormData(event.currentTarget), 'why');
    if (why !== '' && (await run(() => withdrawTestAction({ id, why })))) setOpen(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" size="sm">
          {t('withdraw')}
        </Button>
      }
      title={t('withdrawTitle')}
      description={t('withdrawLead')}
    >
      <form onSubmit={(event) => void submit(event)} noValidate>
        <FormField name="why" label={t('why')} max={500} />
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {t('withdraw')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
