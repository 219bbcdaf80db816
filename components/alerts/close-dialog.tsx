'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useId, useState } from 'react';
import { useRefusalText } from '@/components/alerts/use-alert-verb';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { type AlertRefusal, refuseVerb } from '@/lib/alerts/rules';
import { NOTE_MAX } from '@/lib/alerts/schema';
import { VERDICTS, type Verdict } from '@/lib/alerts/types';

type Props = {
  readonly count: number;
  readonly busy: boolean;
  readonly onSubmit: (said: { readonly verdict: Verdict; readonly note: string }) => void;
  readonly onClose: () => void;
};

/** What it was, and why; one alert or a selection. */
export function CloseDialog({ count, busy, onSubmit, onClose }: Props) {
  const t = useTranslations('alerts');
  const refusalText = useRefusalText();
  const [issue, setIssue] = useState<AlertRefusal | null>(null);
  const wrong = issue && refusalText({ code: 'invalid', details: { issue } });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const verdict = VERDICTS.find((one) => one === form.get('verdict')) ?? null;
    const note = String(form.get('note') ?? '').trim();
    const found = refuseVerb({ verb: 'close', verdict, note }, { state: 'open', merged: false });
    setIssue(found);
    if (found === null && verdict !== null) onSubmit({ verdict, note });
  };
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t('close.title', { count })}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 font-medium">{t('close.lead')}</legend>
          {VERDICTS.map((verdict) => (
            <VerdictChoice key={verdict} verdict={verdict} />
          ))}
          {issue === 'verdict_required' && (
            <p role="alert" className="text-missed-ink text-xs">
              {wrong}
            </p>
          )}
        </fieldset>
        <Field label={t('close.note')} hint={t('close.noteHint')} error={issue === 'note_required' && wrong}>
          <FieldTextarea name="note" maxLength={NOTE_MAX} />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {t('close.title', { count })}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function VerdictChoice({ verdict }: { readonly verdict: Verdict }) {
  const t = useTranslations('alerts');
  const hint = useId();
  return (
    <label className="grid grid-cols-[1.5rem_minmax(0,1fr)] items-baseline gap-x-1.5 py-1">
      <input
        type="radio"
        name="verdict"
        value={verdict}
        aria-describedby={hint}
        className="size-4 self-center accent-accent"
      />
      <span>{t(`verdicts.${verdict}`)}</span>
      <span id={hint} className="col-start-2 text-muted text-xs">
        {t(`verdictHints.${verdict}`)}
      </span>
    </label>
  );
}
