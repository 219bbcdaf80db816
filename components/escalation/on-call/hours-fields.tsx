'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { minutesOf, timeOf } from '@/components/escalation/on-call/time-of-day';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import type { WeekHours } from '@/lib/escalation/types';

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const SPANS_MAX = 7;
/** A Monday: its week gives the days their names. */
const MONDAY = Date.UTC(2026, 0, 5);

type Props = {
  readonly label: string;
  readonly hint?: string;
  readonly value: readonly WeekHours[] | null;
  /** What a first span is to begin with. */
  readonly proposal: WeekHours;
  readonly onChange: (hours: readonly WeekHours[] | null) => void;
};

/** Hours of the week: none said, or spans of days and times. */
export function HoursFields({ label, hint, value, proposal, onChange }: Props) {
  const t = useTranslations('escalation.hours');
  const spans = value ?? [];
  const put = (next: readonly WeekHours[]) => onChange(next.length > 0 ? next : null);
  return (
    <fieldset className="flex min-w-0 flex-col items-start gap-2">
      <legend className="mb-1 font-medium">{label}</legend>
      {hint && <p className="max-w-prose text-muted text-xs">{hint}</p>}
      {spans.map((span, at) => (
        <Span
          // biome-ignore lint/suspicious/noArrayIndexKey: spans have no other name than their place
          key={at}
          span={span}
          number={at + 1}
          onChange={(next) => put(spans.map((one, index) => (index === at ? next : one)))}
          onRemove={() => put(spans.filter((_, index) => index !== at))}
        />
      ))}
      {spans.length < SPANS_MAX && (
        <Button size="sm" onClick={() => put([...spans, proposal])}>
          {t('add')}
        </Button>
      )}
    </fieldset>
  );
}

type SpanProps = {
  readonly span: WeekHours;
  readonly number: number;
  readonly onChange: (span: WeekHours) => void;
  readonly onRemove: () => void;
};

function Span({ span, number, onChange, onRemove }: SpanProps) {
  const t = useTranslations('escalation.hours');
  const format = useFormatter();
  const dayName = (day: number) =>
    format.dateTime(new Date(MONDAY + (day - 1) * 86_400_000), { weekday: 'short', timeZone: 'UTC' });
  const choose = (day: number, on: boolean) =>
    onChange({ ...span, days: WEEK.filter((one) => (one === day ? on : span.days.includes(one))) });
  return (
    <div className="flex flex-col gap-2 border-line border-l-2 pl-3">
      <div className="flex flex-wrap gap-x-3">
        {WEEK.map((day) => (
          <Checkbox
            key={day}
            label={dayName(day)}
            checked={span.days.includes(day)}
            onCheckedChange={(on) => choose(day, on)}
          />
        ))}
      </div>
      <div className="flex flex-wrap items-end gap-3">
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} label={t(end)} className="w-28">
            <FieldInput
              type="time"
              value={Number.isNaN(span[end]) ? '' : timeOf(span[end])}
              onChange={({ target }) => onChange({ ...span, [end]: minutesOf(target.value) })}
            />
          </Field>
        ))}
        <Button size="sm" aria-label={t('removeOf', { number })} onClick={onRemove}>
          {t('remove')}
        </Button>
      </div>
      {span.to <= span.from && <p className="text-muted text-xs">{t('nextDay')}</p>}
    </div>
  );
}
