'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { useToast } from '@/components/ui/toast';
import { saveProfileAction } from '@/lib/escalation/actions';
import { PERSONAL_KINDS, type Profile, profileSchema } from '@/lib/escalation/stored';

const WORKDAYS = [1, 2, 3, 4, 5];
const WEEK = [...WORKDAYS, 6, 7];
type Hours = Profile['workingHours'];

const timeOf = (minutes: number | undefined) =>
  minutes === undefined
    ? ''
    : `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Two times of a form as hours of these days; both empty: none. */
function hoursOf(form: FormData, name: string, days: readonly number[]): unknown {
  const [from, to] = [`${name}.from`, `${name}.to`].map((key) => String(form.get(key) ?? ''));
  if (!from && !to) return null;
  const minutes = (time = '') => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5) || Number.NaN);
  return [{ days: [...days], from: minutes(from), to: minutes(to) }];
}

/** How the reader is reached when an incident calls. */
export function ReachForm({ profile }: { readonly profile: Profile }) {
  const t = useTranslations('escalation.reach');
  const ways = useTranslations('escalation.ways');
  const errors = useTranslations('errors');
  const toast = useToast();
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const kinds = (rule: string) => PERSONAL_KINDS.filter((kind) => form.get(`${rule}.${kind}`) !== null);
    const parsed = profileSchema.safeParse({
      ...{ defaultKinds: kinds('default'), importantKinds: kinds('important') },
      workingHours: hoursOf(form, 'working', WORKDAYS),
      quietHours: hoursOf(form, 'quiet', WEEK),
    });
    setWrong(!parsed.success);
    if (!parsed.success) return;
    setBusy(true);
    const result = await saveProfileAction(parsed.data);
    setBusy(false);
    toast.show({ title: result.ok ? t('saved') : errors(result.error.code) });
  };
  const rules = [
    { rule: 'default', chosen: profile.defaultKinds },
    { rule: 'important', chosen: profile.importantKinds },
  ] as const;
  const spans: readonly { readonly name: 'working' | 'quiet'; readonly hours: Hours }[] = [
    { name: 'working', hours: profile.workingHours },
    { name: 'quiet', hours: profile.quietHours },
  ];
  return (
    <section aria-labelledby="reach" className="mt-6 border-line border-t pt-5">
      <h2 id="reach" className="font-semibold text-lg">
        {t('title')}
      </h2>
      <p className="mb-3 max-w-prose text-muted">{t('lead')}</p>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex max-w-sm flex-col items-start gap-4">
        {rules.map(({ rule, chosen }) => (
          <fieldset key={rule}>
            <legend className="mb-1 font-medium">{t(rule)}</legend>
            <div className="flex gap-4">
              {PERSONAL_KINDS.map((kind) => (
                <Checkbox
                  key={kind}
                  name={`${rule}.${kind}`}
                  defaultChecked={chosen.includes(kind)}
                  label={ways(kind)}
                />
              ))}
            </div>
          </fieldset>
        ))}
        {spans.map(({ name, hours }) => (
          <fieldset key={name}>
            <legend className="mb-1 font-medium">{t(name)}</legend>
            <div className="flex gap-4">
              <Field label={t('from')}>
                <FieldInput name={`${name}.from`} type="time" defaultValue={timeOf(hours?.[0]?.from)} />
              </Field>
              <Field label={t('to')}>
                <FieldInput name={`${name}.to`} type="time" defaultValue={timeOf(hours?.[0]?.to)} />
              </Field>
            </div>
          </fieldset>
        ))}
        {wrong && (
          <p role="alert" className="text-missed-ink text-sm">
            {t('wrong')}
          </p>
        )}
        <Button type="submit" busy={busy}>
          {t('save')}
        </Button>
      </form>
    </section>
  );
}
