'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';

type Props = { readonly onClose: () => void; readonly onDecide: (original: number) => void };

export function DuplicateDialog({ onClose, onDecide }: Props) {
  const t = useTranslations('findings.duplicate');
  const [text, setText] = useState('');
  const original = Number.parseInt(text.replace(/\D/g, ''), 10);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (original > 0) onDecide(original);
  };
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t('title')} description={t('lead')}>
      <form onSubmit={submit}>
        <Field label={t('number')}>
          <FieldInput inputMode="numeric" value={text} autoFocus onChange={({ target }) => setText(target.value)} />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" disabled={!(original > 0)}>
            {t('submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
