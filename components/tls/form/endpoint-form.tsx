'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { textOf } from '@/components/engagements/form/read-form';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { WEAKNESSES, type WeaknessId } from '@/lib/tls/facts';
import { ownersQuery } from '@/lib/tls/queries';
import { TARGETS, type Target } from '@/lib/tls/rules';
import { EVERY_HOURS_MAX, WARN_DAYS_MAX } from '@/lib/tls/schema';
import type { EndpointRow } from '@/lib/tls/types';
import { WEAKNESS_NAMES } from '@/lib/tls/weakness-names';

/** How an endpoint is watched. */
export type Watch = {
  readonly ownerId: string | null;
  readonly target: Target;
  readonly warnDays: number | null;
  readonly everyHours: number | null;
  readonly switchedOff: WeaknessId[];
};

type Props = {
  readonly initial: EndpointRow | null;
  /** Whose people may own it. */
  readonly productId: string | null;
  readonly verb: string;
  readonly busy: boolean;
  /** What comes before. */
  readonly children?: ReactNode;
  readonly onSubmit: (watch: Watch, form: FormData) => void;
};

const NOBODY = 'nobody';

/** Empty is null; null where it is no whole number within bounds: undefined. */
function wholeNumber(form: FormData, name: string, max: number): number | null | undefined {
  const text = textOf(form, name);
  if (text === '') return null;
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= max ? number : undefined;
}

/** Owner, target, warning, schedule and what is left out. */
export function EndpointForm({ initial, productId, verb, busy, children, onSubmit }: Props) {
  const t = useTranslations('tls.form');
  const [ownerId, setOwner] = useState<string | null>(initial?.owner?.id ?? null);
  const [target, setTarget] = useState<Target>(initial?.target ?? 'A');
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const warnDays = wholeNumber(form, 'warnDays', WARN_DAYS_MAX);
    const everyHours = wholeNumber(form, 'everyHours', EVERY_HOURS_MAX);
    setWrong(
      new Set([...(warnDays === undefined ? ['warnDays'] : []), ...(everyHours === undefined ? ['everyHours'] : [])]),
    );
    if (warnDays === undefined || everyHours === undefined) return;
    const switchedOff = WEAKNESSES.filter((id) => !form.has(`weakness-${id}`));
    onSubmit({ ownerId, target, warnDays, everyHours, switchedOff }, form);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {children}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('target')} hint={t('targetHint')}>
          <Select
            options={TARGETS.map((value) => ({ value, label: value }))}
            value={target}
            onValueChange={setTarget}
          />
        </Field>
        <Owner productId={productId} current={initial?.owner ?? null} value={ownerId} onChange={setOwner} />
        <Field
          label={t('everyHours')}
          hint={t('everyHoursHint')}
          error={wrong.has('everyHours') && t('wholeNumber', { max: EVERY_HOURS_MAX })}
        >
          <FieldInput
            name="everyHours"
            inputMode="numeric"
            defaultValue={initial === null ? '24' : (initial.everyHours ?? '')}
          />
        </Field>
        <Field
          label={t('warnDays')}
          hint={t('warnDaysHint')}
          error={wrong.has('warnDays') && t('wholeNumber', { max: WARN_DAYS_MAX })}
        >
          <FieldInput name="warnDays" inputMode="numeric" defaultValue={initial?.warnDays ?? ''} />
        </Field>
      </div>
      <details>
        <summary className="w-fit cursor-pointer py-1 font-medium">{t('weaknesses')}</summary>
        <p className="mb-2 text-muted text-xs">{t('weaknessesHint')}</p>
        <div className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3">
          {WEAKNESSES.map((id) => (
            <Checkbox
              key={id}
              name={`weakness-${id}`}
              label={WEAKNESS_NAMES[id]}
              defaultChecked={!initial?.switchedOff.includes(id)}
            />
          ))}
        </div>
      </details>
      <DialogActions>
        <Button type="submit" variant="primary" busy={busy}>
          {verb}
        </Button>
      </DialogActions>
    </form>
  );
}

type OwnerProps = {
  readonly productId: string | null;
  readonly current: EndpointRow['owner'];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
};

/** Who works in the product; whoever owns it already stays in the list. */
function Owner({ productId, current, value, onChange }: OwnerProps) {
  const t = useTranslations('tls.form');
  const { data } = useQuery({ ...ownersQuery(productId ?? ''), enabled: productId !== null });
  const people = data?.people ?? [];
  const all = current && !people.some(({ id }) => id === current.id) ? [current, ...people] : people;
  return (
    <Field label={t('owner')} hint={t('ownerHint')}>
      <Select
        options={[{ value: NOBODY, label: t('nobody') }, ...all.map(({ id, name }) => ({ value: id, label: name }))]}
        value={value ?? NOBODY}
        disabled={productId === null}
        onValueChange={(id) => onChange(id === NOBODY ? null : id)}
      />
    </Field>
  );
}
