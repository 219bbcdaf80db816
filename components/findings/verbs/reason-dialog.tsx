'use client';

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { type Reason, reasonsFor } from '@/lib/findings/rules';

type Props = {
  readonly to: 'false_positive' | 'out_of_scope';
  readonly count: number;
  readonly onClose: () => void;
  readonly onDecide: (reason: Reason, note: string) => void;
};

/** A promise needs its reason; a digit chooses it, Enter decides. */
export function ReasonDialog({ to, count, onClose, onDecide }: Props) {
  const t = useTranslations('findings');
  const reasons = reasonsFor(to);
  const [reason, setReason] = useState<Reason | undefined>(reasons[0]);
  const [note, setNote] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason) onDecide(reason, note);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t(`reason.title.${to}`)}
      description={t('reason.lead', { count })}
    >
      <form onSubmit={submit}>
        <RadioGroup aria-label={t('reason.legend')} value={reason} onValueChange={(value) => setReason(value)}>
          {reasons.map((one) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: Base UI renders the input inside the label
            <label key={one} className="flex min-h-8 items-center gap-2">
              <Radio.Root
                value={one}
                className="flex size-4 items-center justify-center rounded-full border border-line-strong data-checked:border-accent data-checked:bg-accent"
              >
                <Radio.Indicator className="size-1.5 rounded-full bg-accent-ink" />
              </Radio.Root>
              {t(`reasons.${one}`)}
            </label>
          ))}
        </RadioGroup>
        <Field label={t('reason.note')} hint={t('reason.noteHint')} className="mt-3">
          <FieldTextarea value={note} maxLength={2000} onChange={({ target }) => setNote(target.value)} />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary">
            {t('reason.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
