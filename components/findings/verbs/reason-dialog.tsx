'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { ChoiceList, chosenByKey } from '@/components/findings/verbs/choice-list';
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

/** A promise needs its reason: a digit decides with it at once. */
export function ReasonDialog({ to, count, onClose, onDecide }: Props) {
  const t = useTranslations('findings');
  const reasons = reasonsFor(to);
  const [reason, setReason] = useState<Reason | null>(reasons[0] ?? null);
  const [note, setNote] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason) onDecide(reason, note);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = chosenByKey(event, reasons);
    if (!chosen) return;
    event.preventDefault();
    onDecide(chosen, note);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t(`reason.title.${to}`)}
      description={t('reason.lead', { count })}
      onKeyDown={onKeyDown}
    >
      <form onSubmit={submit}>
        <ChoiceList
          label={t('reason.legend')}
          choices={reasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
          value={reason}
          onValueChange={setReason}
        />
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
