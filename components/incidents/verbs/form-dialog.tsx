'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode, SubmitEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';

type Props = {
  readonly title: string;
  readonly lead?: string;
  readonly submit: string;
  readonly busy: boolean;
  readonly danger?: boolean;
  readonly onSubmit: (form: FormData) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A verb that asks for something: its fields, and the verb itself as the last button. */
export function FormDialog({ title, lead, submit, busy, danger, onSubmit, onClose, children }: Props) {
  const t = useTranslations('incidents.verbs');
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={title}
      description={lead}
      className="max-sm:top-2 max-sm:max-h-[calc(100dvh-1rem)] max-sm:w-[calc(100vw-1rem)]"
    >
      <form onSubmit={send} noValidate className="flex flex-col gap-4">
        {children}
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant={danger ? 'danger' : 'primary'} busy={busy}>
            {submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** What a field of a form says, without the spaces around it. */
export const textOf = (form: FormData, name: string) => String(form.get(name) ?? '').trim();
