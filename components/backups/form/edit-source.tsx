'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { FormField, numberOf, textOf } from '@/components/backups/form/fields';
import { useVerb } from '@/components/backups/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { changeSourceAction } from '@/lib/backups/actions';
import type { SourceRow } from '@/lib/backups/view-types';

export function EditSource({ source: { id, version, timeZone, expectedMinutes } }: { readonly source: SourceRow }) {
  const t = useTranslations('backups.sources');
  const { busy, run } = useVerb();
  const [open, setOpen] = useState(false);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const after = { timeZone: textOf(form, 'timeZone') || null, expectedMinutes: numberOf(form, 'expected', 60) };
    if (await run(() => changeSourceAction({ id, version, ...after }))) setOpen(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" size="sm">
          {t('edit')}
        </Button>
      }
      title={t('editTitle')}
      description={t('editLead')}
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <FormField name="timeZone" label={t('zone')} hint={t('zoneHint')} initial={timeZone} />
        <FormField
          name="expected"
          type="number"
          label={t('expected')}
          hint={t('expectedHint')}
          initial={expectedMinutes === null ? null : expectedMinutes / 60}
        />
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
