'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { NOTE_MAX } from '@/lib/incidents/schema';

type Props = {
  readonly title: string;
  readonly lead?: string;
  readonly busy: boolean;
  readonly onSubmit: (reason: string) => unknown;
  readonly onClose: () => void;
};

/** A verb that needs nothing but a reason. */
export function ReasonDialog({ title, lead, busy, onSubmit, onClose }: Props) {
  const t = useTranslations('incidentFile');
  const [missing, setMissing] = useState(false);
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    setMissing(reason === '');
    if (reason !== '') onSubmit(reason);
  };
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={title} description={lead}>
      <form onSubmit={send} noValidate>
        <Field label={t('reason')} error={missing && t('reasonMissing')}>
          <FieldTextarea name="reason" maxLength={NOTE_MAX} />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {title}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
