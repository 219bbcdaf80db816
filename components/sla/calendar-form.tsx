'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { useWeekday } from '@/components/sla/calendars-table';
import { holidaysOf, textOf } from '@/components/sla/holidays';
import { useRegionName } from '@/components/sla/regional-holidays';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import { saveCalendarAction } from '@/lib/sla/actions';
import { calendarHref } from '@/lib/sla/place';
import { type SaveCalendar, saveCalendarSchema } from '@/lib/sla/schema';
import type { CalendarView, HolidayRegion } from '@/lib/sla/types';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
const EMPTY = {
  id: null,
  name: '',
  timeZone: 'Europe/Berlin',
  workingDays: [1, 2, 3, 4, 5],
  region: null,
  holidays: [],
} as const;

/** Stands for no region: a select has no empty value. */
const NONE = 'none';

type Props = { readonly calendar: CalendarView | null; readonly regions: readonly HolidayRegion[] };

/** Working days, holidays and time zone; `calendar` null: a new one. Give it a key that a saved change changes. */
export function CalendarForm({ calendar, regions }: Props) {
  const t = useTranslations('sla.calendars');
  const weekday = useWeekday();
  const toast = useToast();
  const router = useRouter();
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const { id, name, timeZone, workingDays, holidays } = calendar ?? EMPTY;
  const [region, setRegion] = useState(calendar?.region ?? NONE);
  const nameOf = useRegionName();
  const stepUp = useStepUp<SaveCalendar, string>({
    key: `sla-calendar-${id ?? 'new'}`,
    schema: saveCalendarSchema,
    run: saveCalendarAction,
    onDone: (saved, input) => {
      toast.show({ title: t('saved', { name: input.name }) });
      router.push(calendarHref(saved));
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = saveCalendarSchema.safeParse({
      id,
      known: calendar?.updatedAt ?? null,
      name: form.get('name'),
      timeZone: form.get('timeZone'),
      workingDays: WEEK.filter((day) => form.get(`day.${day}`) !== null),
      region: region === NONE ? null : region,
      holidays: holidaysOf(String(form.get('holidays') ?? '')),
    });
    setWrong(new Set(input.error?.issues.map(({ path }) => String(path[0]))));
    if (input.success) stepUp.submit(input.data);
  };
  return (
    <>
      <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-4">
        <Field label={t('name')} error={wrong.has('name') && t('nameWrong')}>
          <FieldInput name="name" defaultValue={name} maxLength={80} />
        </Field>
        <Field label={t('timeZone')} hint={t('timeZoneHint')} error={wrong.has('timeZone') && t('timeZoneWrong')}>
          <FieldInput name="timeZone" defaultValue={timeZone} autoComplete="off" />
        </Field>
        <fieldset>
          <legend className="mb-1 font-medium">{t('workingDays')}</legend>
          <div className="flex flex-wrap gap-x-4">
            {WEEK.map((day) => (
              <Checkbox
                key={day}
                name={`day.${day}`}
                defaultChecked={workingDays.some((one) => one === day)}
                label={weekday(day)}
              />
            ))}
          </div>
          {wrong.has('workingDays') && (
            <p role="alert" className="text-missed-ink text-xs">
              {t('workingDaysWrong')}
            </p>
          )}
        </fieldset>
        <Field label={t('region')} hint={t('regionHint')}>
          <Select
            options={[
              { value: NONE, label: t('noRegion') },
              ...regions.map((one) => ({ value: one.code, label: nameOf(one) })),
            ]}
            value={region}
            onValueChange={setRegion}
          />
        </Field>
        <Field label={t('own')} hint={t('holidaysHint')} error={wrong.has('holidays') && t('holidaysWrong')}>
          <FieldTextarea name="holidays" defaultValue={textOf(holidays)} className="min-h-32 font-mono" />
        </Field>
        <div>
          <Button type="submit" variant="primary" busy={stepUp.busy}>
            {t('save')}
          </Button>
        </div>
      </form>
      <StepUpDialog
        stepUp={stepUp}
        verb={t('save')}
        summary={(input) => t('summary', { name: input.name, count: input.holidays.length })}
      />
    </>
  );
}
