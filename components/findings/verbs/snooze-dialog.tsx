'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { ChoiceList, chosenByKey } from '@/components/findings/verbs/choice-list';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { addDays, isoDay } from '@/lib/core/datetime';
import type { SnoozeInput } from '@/lib/findings/schema';
import { SNOOZE_MAX_DAYS } from '@/lib/findings/snooze';
import { morningOf, presetMoment, SNOOZE_PRESETS, type SnoozePreset, WAKE_EPSS } from '@/lib/findings/snooze-presets';

export type Snooze = Pick<SnoozeInput, 'until' | 'wakeOn' | 'note'>;

type Props = {
  readonly count: number;
  readonly onClose: () => void;
  readonly onSnooze: (snooze: Snooze) => void;
};

const CONDITIONS = ['knownExploited', 'epss', 'severity', 'exposed'] as const;
type Condition = (typeof CONDITIONS)[number];

/** Until when, and what wakes it earlier: a digit decides at once, waking on every escalation. */
export function SnoozeDialog({ count, onClose, onSnooze }: Props) {
  const t = useTranslations('findings.snooze');
  const format = useFormatter();
  const [now] = useState(() => new Date());
  const [preset, setPreset] = useState<SnoozePreset | null>('week');
  const [day, setDay] = useState('');
  const [wakeOn, setWakeOn] = useState<readonly Condition[]>(CONDITIONS);
  const typed = morningOf(day);
  const give = (moment: Date | null) =>
    onSnooze({
      until: moment?.toISOString() ?? null,
      wakeOn: {
        knownExploited: wakeOn.includes('knownExploited'),
        epss: wakeOn.includes('epss') ? WAKE_EPSS : null,
        severity: wakeOn.includes('severity'),
        exposed: wakeOn.includes('exposed'),
      },
    });
  const ready = preset !== null ? preset !== 'escalation' || wakeOn.length > 0 : typed !== null && typed > now;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) give(preset === null ? typed : presetMoment(preset, now));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = chosenByKey(event, SNOOZE_PRESETS);
    if (!chosen) return;
    event.preventDefault();
    if (chosen !== 'escalation' || wakeOn.length > 0) give(presetMoment(chosen, now));
  };
  const labelOf = (one: SnoozePreset) => {
    const at = presetMoment(one, now);
    return at ? t('until', { name: t(`presets.${one}`), day: format.dateTime(at, 'day') }) : t(`presets.${one}`);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('title')}
      description={t('lead', { count })}
      onKeyDown={onKeyDown}
    >
      <form onSubmit={submit}>
        <ChoiceList
          label={t('legend')}
          choices={SNOOZE_PRESETS.map((value) => ({ value, label: labelOf(value) }))}
          value={preset}
          onValueChange={(next) => {
            setPreset(next);
            setDay('');
          }}
        />
        <Field label={t('day')} className="mt-2 max-w-48">
          <FieldInput
            type="date"
            value={day}
            min={isoDay(addDays(now, 1))}
            max={isoDay(addDays(now, SNOOZE_MAX_DAYS - 1))}
            onChange={({ target }) => {
              setDay(target.value);
              setPreset(target.value ? null : 'week');
            }}
          />
        </Field>
        <fieldset className="mt-3">
          <legend className="font-medium">{t('wakeOn')}</legend>
          <div className="flex flex-col">
            {CONDITIONS.map((one) => (
              <Checkbox
                key={one}
                label={t(`conditions.${one}`, { epss: WAKE_EPSS })}
                checked={wakeOn.includes(one)}
                onCheckedChange={(on) => setWakeOn(CONDITIONS.filter((c) => (c === one ? on : wakeOn.includes(c))))}
              />
            ))}
          </div>
        </fieldset>
        <DialogActions>
          <Button type="submit" variant="primary" disabled={!ready}>
            {t('submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
