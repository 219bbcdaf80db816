'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { NumberField } from '@/components/settings/number-field';
import { ShorteningFields } from '@/components/sla/shortening-fields';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { SEVERITIES } from '@/lib/findings/severity';
import { DAYS_MAX, type PolicyRules, SPAN_MAX } from '@/lib/sla/schema';
import type { CalendarView } from '@/lib/sla/types';
import { SLA_STARTS } from '@/lib/sla/types';

const WORST_FIRST = [...SEVERITIES].reverse();
const COUNTING = ['every', 'working'] as const;

type Props = {
  readonly rules: PolicyRules;
  readonly calendars: readonly CalendarView[];
  /** Which paths of the rules are out of bounds, they or what is below them. */
  readonly wrong: (path: string) => boolean;
};

export function PolicyFields({ rules, calendars, wrong }: Props) {
  const t = useTranslations('sla.form');
  const severity = useTranslations('findings.severity');
  return (
    <>
      <fieldset>
        <legend className="mb-2 font-semibold">{t('days')}</legend>
        <p className="mb-3 max-w-prose text-muted text-xs">{t('daysHint')}</p>
        <div className="flex flex-wrap gap-x-6 gap-y-4">
          {WORST_FIRST.map((name) => (
            <NumberField
              key={name}
              name={name}
              label={severity(name)}
              bounds={[1, DAYS_MAX]}
              value={rules.days[name]}
              wrong={wrong(`days.${name}`)}
            />
          ))}
        </div>
      </fieldset>
      <Clock rules={rules} calendars={calendars} />
      <ShorteningFields shortenings={rules.shortenings} wrong={wrong('shortenings')} />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-semibold">{t('pauses')}</legend>
        <Checkbox name="pauseAwaiting" defaultChecked={rules.pauseAwaiting} label={t('pauseAwaiting')} />
        <Checkbox name="pauseAccepted" defaultChecked={rules.pauseAccepted} label={t('pauseAccepted')} />
        <NumberField
          name="claimedDays"
          label={t('claimedDays')}
          hint={t('claimedHint')}
          bounds={[0, SPAN_MAX]}
          value={rules.claimedDays}
          wrong={wrong('claimedDays')}
        />
      </fieldset>
      <NumberField
        name="warnDays"
        label={t('warnDays')}
        hint={t('warnHint')}
        bounds={[0, SPAN_MAX]}
        value={rules.warnDays}
        wrong={wrong('warnDays')}
      />
    </>
  );
}

function Clock({ rules, calendars }: Omit<Props, 'wrong'>) {
  const t = useTranslations('sla.form');
  const [counting, setCounting] = useState<(typeof COUNTING)[number]>(rules.business ? 'working' : 'every');
  const [calendarId, setCalendarId] = useState(rules.calendarId);
  const [starts, setStarts] = useState(rules.starts);
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-4">
      <Field label={t('counting')} className="w-56">
        <Select
          name="counting"
          options={COUNTING.map((value) => ({ value, label: t(`countings.${value}`) }))}
          value={counting}
          onValueChange={setCounting}
        />
      </Field>
      <Field label={t('calendar')} hint={t('calendarHint')} className="w-56">
        <Select
          name="calendarId"
          options={calendars.map(({ id, name }) => ({ value: id, label: name }))}
          value={calendarId}
          onValueChange={setCalendarId}
        />
      </Field>
      <Field label={t('starts')} className="w-56">
        <Select
          name="starts"
          options={SLA_STARTS.map((value) => ({ value, label: t(`start.${value}`) }))}
          value={starts}
          onValueChange={setStarts}
        />
      </Field>
    </div>
  );
}
