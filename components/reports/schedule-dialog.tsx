'use client';

import { useRouter } from 'next/navigation';
import { useFormatter, useTimeZone, useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormDialog } from '@/components/incidents/verbs/form-dialog';
import { useErrorText } from '@/components/layout/use-error-text';
import { PeriodField, type Weeks } from '@/components/reports/period-field';
import { usePlaceOptions, WHOLE } from '@/components/reports/place-options';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import { addScheduleAction, changeScheduleAction } from '@/lib/reports/actions';
import type { ReportPlaces } from '@/lib/reports/data/places';
import type { Person, ScheduleRow } from '@/lib/reports/data/schedules';
import { CADENCES } from '@/lib/reports/schema';

type Props = {
  readonly places: ReportPlaces;
  /** Who may be sent a report of each place; null: of the whole organisation. */
  readonly people: readonly { readonly team: string | null; readonly people: readonly Person[] }[];
  /** Null: a new one. */
  readonly schedule: ScheduleRow | null;
};

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour));
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
/** A Monday. */
const MONDAY = Date.UTC(2026, 10, 23, 12);
const DAY_MS = 86_400_000;

/** Plans a report, or changes its plan: about what, how often, for whom. */
export function ScheduleDialog({ places, people, schedule }: Props) {
  const t = useTranslations('reports');
  const format = useFormatter();
  const zone = useTimeZone() ?? 'UTC';
  const router = useRouter();
  const { show } = useToast();
  const errorText = useErrorText();
  const options = usePlaceOptions(places);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [place, setPlace] = useState(schedule ? (schedule.team?.slug ?? WHOLE) : (options[0]?.value ?? WHOLE));
  const [cadence, setCadence] = useState(schedule?.cadence ?? 'monthly');
  const [weekday, setWeekday] = useState(String(schedule?.weekday ?? 1));
  const [hour, setHour] = useState(String(schedule?.hour ?? 7));
  const [weeks, setWeeks] = useState<Weeks>(schedule?.weeks ?? 4);
  const [chosen, setChosen] = useState<readonly string[]>(schedule?.recipients.map(({ id }) => id) ?? []);
  const [missing, setMissing] = useState(false);
  const team = place === WHOLE ? null : place;
  const may = people.find((one) => one.team === team)?.people ?? [];
  const recipients = chosen.filter((id) => may.some((one) => one.id === id));

  const save = async (on: boolean) => {
    setMissing(recipients.length === 0);
    if (recipients.length === 0) return;
    const plan = { cadence, weekday: Number(weekday), hour: Number(hour), weeks, recipients };
    setBusy(true);
    const saved = schedule
      ? await changeScheduleAction({
          ...plan,
          id: schedule.id,
          version: schedule.version,
          on,
          timeZone: schedule.timeZone,
        })
      : await addScheduleAction({ ...plan, team, timeZone: zone });
    setBusy(false);
    if (!saved.ok) return show({ title: t('failed'), detail: errorText(saved.error), tone: 'error' });
    show({ title: t('schedules.saved') });
    setOpen(false);
    router.refresh();
  };
  return (
    <>
      <Button variant={schedule ? 'secondary' : 'primary'} size={schedule ? 'sm' : 'md'} onClick={() => setOpen(true)}>
        {schedule ? t('schedules.change') : t('schedules.add')}
      </Button>
      {open && (
        <FormDialog
          title={schedule ? t('schedules.changeTitle') : t('schedules.addTitle')}
          lead={t('schedules.dialogLead')}
          submit={schedule && schedule.nextAt === null ? t('schedules.switchOn') : t('schedules.save')}
          busy={busy}
          onSubmit={() => void save(true)}
          onClose={() => setOpen(false)}
        >
          {!schedule && (
            <Field label={t('make.place')}>
              <Select options={options} value={place} onValueChange={setPlace} />
            </Field>
          )}
          <Field label={t('schedules.cadence')}>
            <Select
              options={CADENCES.map((one) => ({ value: one, label: t(`schedules.cadences.${one}`) }))}
              value={cadence}
              onValueChange={setCadence}
            />
          </Field>
          {cadence === 'weekly' && (
            <Field label={t('schedules.weekday')}>
              <Select
                options={WEEKDAYS.map((one) => ({
                  value: one,
                  label: format.dateTime(new Date(MONDAY + (Number(one) - 1) * DAY_MS), {
                    weekday: 'long',
                    timeZone: 'UTC',
                  }),
                }))}
                value={weekday}
                onValueChange={setWeekday}
              />
            </Field>
          )}
          <Field label={t('schedules.hour', { zone: schedule?.timeZone ?? zone })}>
            <Select
              options={HOURS.map((one) => ({ value: one, label: `${one}:00` }))}
              value={hour}
              onValueChange={setHour}
            />
          </Field>
          <PeriodField weeks={weeks} onChange={setWeeks} />
          <fieldset className="flex flex-col gap-1">
            <legend className="mb-1 font-medium text-xs">{t('schedules.recipients')}</legend>
            <div className="flex max-h-48 flex-col gap-1 overflow-y-auto">
              {may.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  label={name}
                  checked={chosen.includes(id)}
                  onCheckedChange={(on) => setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
                />
              ))}
            </div>
            {missing && (
              <p role="alert" className="text-critical-ink text-xs">
                {t('schedules.nobody')}
              </p>
            )}
          </fieldset>
          {schedule && schedule.nextAt !== null && (
            <Button variant="secondary" disabled={busy} onClick={() => void save(false)}>
              {t('schedules.switchOff')}
            </Button>
          )}
        </FormDialog>
      )}
    </>
  );
}
