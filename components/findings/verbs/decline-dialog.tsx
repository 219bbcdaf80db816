'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';

type Props = {
  readonly count: number;
  readonly onClose: () => void;
  readonly onDecline: (reason: string) => void;
};

/** Whoever gave it wants to know why it comes back. */
export function DeclineDialog({ count, onClose, onDecline }: Props) {
  const t = useTranslations('findings.handover.decline');
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim()) onDecline(reason.trim());
  };
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t('title')} description={t('lead', { count })}>
      <form onSubmit={submit}>
        <Field label={t('reason')}>
          <FieldTextarea
            required
            autoFocus
            value={reason}
            maxLength={2000}
            onChange={({ target }) => setReason(target.value)}
          />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" disabled={!reason.trim()}>
            {t('submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
