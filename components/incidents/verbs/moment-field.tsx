'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { momentOfWall, wallTime } from '@/lib/core/datetime-wall';

type Props = {
  readonly name: string;
  readonly label: string;
  /** ISO 8601. */
  readonly value: string | null;
  readonly hint?: string;
  readonly error?: string | false;
};

/** The person's own zone. */
function useZone(): string {
  return useTimeZone() ?? 'UTC';
}

/** A moment to the second, as the wall of the person's own zone shows it. */
export function MomentField({ name, label, value, hint, error }: Props) {
  const t = useTranslations('incidents.verbs');
  const zone = useZone();
  const own = t('zone', { zone });
  return (
    <Field label={label} hint={hint ? `${hint} ${own}` : own} error={error}>
      <FieldInput
        name={name}
        type="datetime-local"
        step={1}
        defaultValue={value ? wallTime(new Date(value), zone) : ''}
        className="w-60"
      />
    </Field>
  );
}

/** Reads a `MomentField`: ISO 8601, null where it is empty or no time. */
export function useReadMoment(): (form: FormData, name: string) => string | null {
  const zone = useZone();
  return (form, name) => momentOfWall(String(form.get(name) ?? ''), zone)?.toISOString() ?? null;
}
