import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { NOTE_MAX } from '@/lib/incidents/schema';
import type { TimelineNote } from '@/lib/timeline/types';

type Props = {
  readonly kind: 'key_moment' | 'comment' | 'correct';
  /** What is corrected: it begins with the old words and asks why. */
  readonly correcting?: TimelineNote;
  readonly busy: boolean;
  readonly onSay: (text: string, reason: string) => Promise<void>;
  readonly onClose: () => void;
};

/** Words about an item: a comment, the flag of a key moment, or other words for either. */
export function SayDialog({ kind, correcting, busy, onSay, onClose }: Props) {
  const t = useTranslations('timeline');
  const [missing, setMissing] = useState<readonly string[]>([]);
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    const needed = kind === 'key_moment' ? [] : kind === 'comment' ? ['text'] : ['text', 'reason'];
    const empty = needed.filter((name) => said(name) === '');
    setMissing(empty);
    if (empty.length === 0) void onSay(said('text'), said('reason'));
  };
  const wrong = (name: string) => missing.includes(name) && t('notes.dialog.required');
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t(`notes.dialog.${kind}.title`)}
      description={t(`notes.dialog.${kind}.lead`)}
    >
      <form onSubmit={send} noValidate className="flex flex-col gap-3">
        <Field label={t(`notes.dialog.${kind}.label`)} error={wrong('text')}>
          <FieldTextarea name="text" defaultValue={correcting?.text} maxLength={NOTE_MAX} />
        </Field>
        {kind === 'correct' && (
          <Field label={t('add.why')} error={wrong('reason')}>
            <FieldTextarea name="reason" maxLength={NOTE_MAX} />
          </Field>
        )}
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {t(`notes.dialog.${kind}.submit`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
