'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { useErrorText } from '@/components/layout/use-error-text';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { useToast } from '@/components/ui/toast';
import { changeSenderAction } from '@/lib/events/actions';
import { eventKeys } from '@/lib/events/queries';
import { EXPECTED_MINUTES_MAX, type SenderHabit } from '@/lib/events/schema';
import type { SenderRow } from '@/lib/events/view-types';

/** Its name is the same in every language. */
const UTC = 'UTC';
const WAYS = ['learnt', 'said', 'never'] as const;
type Way = (typeof WAYS)[number];

const wayOf = ({ expectedSeconds }: SenderHabit): Way =>
  expectedSeconds === null ? 'learnt' : expectedSeconds === 0 ? 'never' : 'said';

function secondsOf(way: Way, minutes: number): number | null {
  if (way === 'learnt') return null;
  return way === 'never' ? 0 : Math.round(minutes * 60);
}

type Props = { readonly sender: SenderRow; readonly onClose: () => void };

/** How often a sender is expected, and the zone of its clock. */
export function SenderDialog({ sender, onClose }: Props) {
  const t = useTranslations('events.senders');
  const errorText = useErrorText();
  const client = useQueryClient();
  const { show } = useToast();
  const [way, setWay] = useState<Way>(wayOf(sender.habit));
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<'minutes' | 'zone' | null>(null);

  const save = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const minutes = Number(form.get('minutes') ?? 1);
    const zone = String(form.get('zone') ?? '').trim();
    if (way === 'said' && !(minutes >= 1 && minutes <= EXPECTED_MINUTES_MAX)) return setWrong('minutes');
    if (zone !== '' && !Intl.supportedValuesOf('timeZone').includes(zone) && zone !== UTC) return setWrong('zone');
    setWrong(null);
    setBusy(true);
    const after = { expectedSeconds: secondsOf(way, minutes), timeZone: zone === '' ? null : zone };
    const result = await changeSenderAction({ id: sender.id, before: sender.habit, after });
    setBusy(false);
    await client.invalidateQueries({ queryKey: eventKeys.senders });
    if (!result.ok) return show({ tone: 'error', title: errorText(result.error) });
    show({ title: t('saved', { name: sender.name }) });
    onClose();
  };

  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t('change', { name: sender.name })}>
      <form onSubmit={save} noValidate className="flex flex-col gap-4">
        <div className="flex flex-col items-start gap-1">
          <span className="font-medium">{t('expected')}</span>
          <SegmentedControl
            label={t('expected')}
            options={WAYS.map((value) => ({ value, label: t(`ways.${value}`) }))}
            value={way}
            onValueChange={setWay}
          />
          <p className="text-muted text-xs">{t(`waysHint.${way}`)}</p>
        </div>
        {way === 'said' && (
          <Field label={t('minutesField')} error={wrong === 'minutes' && t('minutesWrong')}>
            <FieldInput
              name="minutes"
              type="number"
              min={1}
              max={EXPECTED_MINUTES_MAX}
              defaultValue={Math.max(1, Math.round((sender.habit.expectedSeconds ?? 3600) / 60))}
              className="w-32"
            />
          </Field>
        )}
        <Field label={t('zone')} hint={t('zoneHint')} error={wrong === 'zone' && t('zoneWrong')}>
          <FieldInput name="zone" list="sender-zones" defaultValue={sender.habit.timeZone ?? ''} placeholder={UTC} />
        </Field>
        <datalist id="sender-zones">
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
