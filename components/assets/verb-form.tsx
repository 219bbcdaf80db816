'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';

type Props = {
  readonly verb: { readonly run: () => void; readonly busy: boolean; readonly error: string | null };
  /** The verb in words. */
  readonly submit: string;
  readonly close: () => void;
  readonly children: ReactNode;
};

/** The body of a dialog that does one thing: fields, the refusal if there was one, cancel and the verb. */
export function VerbForm({ verb, submit, close, children }: Props) {
  const t = useTranslations('ui');
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        verb.run();
      }}
    >
      {children}
      {verb.error && (
        <p role="alert" className="rounded-md bg-missed-soft px-3 py-2 text-missed-ink">
          {verb.error}
        </p>
      )}
      <DialogActions>
        <Button onClick={close}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" busy={verb.busy}>
          {submit}
        </Button>
      </DialogActions>
    </form>
  );
}
