'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { useAlertVerb, useRefusalText } from '@/components/alerts/use-alert-verb';
import { useAlertWords } from '@/components/alerts/use-alert-words';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { suppressAlertAction } from '@/lib/alerts/actions';
import { type AlertRefusal, partOf } from '@/lib/alerts/rules';
import { NOTE_MAX } from '@/lib/alerts/schema';
import type { AlertDetail } from '@/lib/alerts/types';
import { EVENT_PLACES } from '@/lib/events/types';

const DURATIONS = ['h4', 'h24', 'h168', 'h720', 'h2160'] as const;
type Duration = (typeof DURATIONS)[number];

type Props = { readonly alert: AlertDetail; readonly onClose: () => void };

/** Which part of the entity, why and for how long. */
export function SuppressDialog({ alert: { id, rule, entity, product }, onClose }: Props) {
  const t = useTranslations('alerts');
  const refusalText = useRefusalText();
  const { give, busy } = useAlertVerb();
  const names = Object.keys(entity);
  const [fields, setFields] = useState<readonly string[]>(names);
  const [duration, setDuration] = useState<Duration>('h24');
  const [issue, setIssue] = useState<AlertRefusal | null>(null);
  const wrong = issue && refusalText({ code: 'invalid', details: { issue } });
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    const part = partOf(entity, fields);
    const found = typeof part === 'string' ? part : reason === '' ? 'note_required' : null;
    setIssue(found);
    if (found) return;
    const input = { id, fields: [...fields], reason, hours: Number(duration.slice(1)) };
    const suppressed = await give(
      () => suppressAlertAction(input),
      () => ({ title: t('toast.suppress') }),
    );
    if (suppressed) onClose();
  };
  const { nameOf } = useAlertWords();
  const labelOf = (name: string) => {
    const place = EVENT_PLACES.find((one) => one === name);
    return `${place ? t(`fields.${place}`) : name}: ${entity[name] ?? ''}`;
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('suppress.title')}
      description={t('suppress.lead', { rule: nameOf(rule), product: product.name })}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 font-medium">{t('suppress.fields')}</legend>
          {names.map((name) => (
            <Checkbox
              key={name}
              label={<span className="wrap-anywhere">{labelOf(name)}</span>}
              checked={fields.includes(name)}
              onCheckedChange={(on) => setFields(names.filter((one) => (one === name ? on : fields.includes(one))))}
            />
          ))}
          {names.length === 0 && <p className="text-muted">{t('suppress.everything')}</p>}
          {issue === 'field_required' && (
            <p role="alert" className="text-missed-ink text-xs">
              {wrong}
            </p>
          )}
        </fieldset>
        <Field label={t('suppress.hours')}>
          <Select
            options={DURATIONS.map((value) => ({ value, label: t(`suppress.durations.${value}`) }))}
            value={duration}
            onValueChange={setDuration}
            className="w-40"
          />
        </Field>
        <Field label={t('suppress.reason')} error={issue === 'note_required' && wrong}>
          <FieldTextarea name="reason" maxLength={NOTE_MAX} />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {t('suppress.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
