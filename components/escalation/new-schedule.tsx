'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { useToast } from '@/components/ui/toast';
import { saveScheduleAction } from '@/lib/escalation/actions';
import { NAME_MAX, saveScheduleSchema } from '@/lib/escalation/schema';

type Person = { readonly id: string; readonly name: string };

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** A schedule with one rotation; people take turns in the order in which they were chosen. */
export function NewSchedule({ people, today }: { readonly people: readonly Person[]; readonly today: string }) {
  const t = useTranslations('escalation.onCall');
  const errors = useTranslations('errors');
  const toast = useToast();
  const [order, setOrder] = useState<readonly string[]>([]);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const target = event.currentTarget;
    const form = new FormData(target);
    const layer = {
      ...{ people: order, everyDays: Number(form.get('everyDays')), from: form.get('from') },
      ...{ handover: minutesOf(String(form.get('handover'))), until: null, hours: null },
    };
    const input = { id: null, version: 0, name: form.get('name'), timeZone: form.get('timeZone'), layers: [layer] };
    const parsed = saveScheduleSchema.safeParse(input);
    setWrong(new Set(parsed.error?.issues.map(({ path }) => String(path[2] ?? path[0]))));
    if (!parsed.success) return;
    setBusy(true);
    const result = await saveScheduleAction(parsed.data);
    setBusy(false);
    toast.show({ title: result.ok ? t('saved') : errors(result.error.code) });
    if (!result.ok) return;
    target.reset();
    setOrder([]);
  };
  const choose = (id: string, chosen: boolean) =>
    setOrder((before) => (chosen ? [...before, id] : before.filter((one) => one !== id)));
  return (
    <section aria-labelledby="new-schedule" className="border-line border-t py-5">
      <h2 id="new-schedule" className="mb-3 font-semibold text-lg">
        {t('new')}
      </h2>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex max-w-xl flex-col items-start gap-4">
        <Field label={t('name')} error={wrong.has('name') && t('nameWrong')} className="w-full">
          <FieldInput name="name" maxLength={NAME_MAX} autoComplete="off" />
        </Field>
        <Field label={t('zone')} error={wrong.has('timeZone') && t('zoneWrong')} className="w-full">
          <FieldInput name="timeZone" defaultValue="Europe/Berlin" autoComplete="off" />
        </Field>
        <div className="grid w-full gap-4 sm:grid-cols-3">
          <Field label={t('everyDays')} error={wrong.has('everyDays') && t('everyDaysWrong')}>
            <FieldInput name="everyDays" type="number" min={1} max={366} defaultValue={7} />
          </Field>
          <Field label={t('handover')} error={wrong.has('handover') && t('timeWrong')}>
            <FieldInput name="handover" type="time" defaultValue="09:00" />
          </Field>
          <Field label={t('first')} error={wrong.has('from') && t('timeWrong')}>
            <FieldInput name="from" type="date" defaultValue={today} />
          </Field>
        </div>
        <fieldset>
          <legend className="mb-1 font-medium">{t('people')}</legend>
          <div className="flex flex-col">
            {people.map(({ id, name }) => (
              <Checkbox
                key={id}
                checked={order.includes(id)}
                onCheckedChange={(chosen) => choose(id, chosen)}
                label={order.includes(id) ? t('turn', { name, turn: order.indexOf(id) + 1 }) : name}
              />
            ))}
          </div>
          {wrong.has('people') && (
            <p role="alert" className="text-missed-ink text-xs">
              {t('peopleWrong')}
            </p>
          )}
        </fieldset>
        <Button type="submit" variant="primary" busy={busy}>
          {t('save')}
        </Button>
      </form>
    </section>
  );
}
