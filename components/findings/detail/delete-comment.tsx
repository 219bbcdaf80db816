'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';

/** Asks before a comment goes: its text does not come back. */
export function DeleteComment({ onDelete }: { readonly onDelete: () => Promise<boolean> }) {
  const t = useTranslations('findings.comments');
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    await onDelete();
    setBusy(false);
    setOpen(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('ask')}
      description={t('askHint')}
      trigger={
        <Button size="sm" variant="ghost">
          {t('delete')}
        </Button>
      }
    >
      <DialogActions>
        <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
        <Button variant="danger" busy={busy} onClick={() => void remove()}>
          {t('delete')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
