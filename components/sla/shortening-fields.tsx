'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import type { PolicyRules } from '@/lib/sla/schema';
import { SLA_CONDITIONS, type SlaCondition } from '@/lib/sla/types';

const EFFECTS = ['none', 'part', 'most'] as const;
type Effect = (typeof EFFECTS)[number];
type Shortening = PolicyRules['shortenings'][number];

type Props = {
  readonly shortenings: readonly Shortening[];
  /** Whether any of them is out of bounds. */
  readonly wrong: boolean;
};

/** One row for each of what makes a finding due sooner. */
export function ShorteningFields({ shortenings, wrong }: Props) {
  const t = useTranslations('sla.form');
  return (
    <fieldset className="flex w-full flex-col gap-3">
      <legend className="mb-1 font-semibold">{t('shortenings')}</legend>
      <p className="max-w-prose text-muted text-xs">{t('shorteningsHint')}</p>
      {SLA_CONDITIONS.map((condition) => (
        <Row
          key={condition}
          condition={condition}
          given={shortenings.find((one) => one.condition === condition) ?? null}
        />
      ))}
      {wrong && (
        <p role="alert" className="text-missed-ink text-xs">
          {t('shorteningWrong')}
        </p>
      )}
    </fieldset>
  );
}

const effectOf = (given: Shortening | null): Effect =>
  given === null ? 'none' : given.factor === null ? 'most' : 'part';
const DEFAULT_LIMIT = { epss: 10, tier: 1 } as const;

function Row({ condition, given }: { readonly condition: SlaCondition; readonly given: Shortening | null }) {
  const t = useTranslations('sla.form');
  const [effect, setEffect] = useState(effectOf(given));
  const part = effect === 'part';
  const value = part ? (given?.factor ?? 0.5) * 100 : (given?.maxDays ?? 7);
  const limited = condition === 'epss' || condition === 'tier';
  const limit = limited ? limitOf(condition, given) : null;
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <Field label={t(`when.${condition}`)} className="w-72 max-w-full">
        <Select
          name={`${condition}.effect`}
          options={EFFECTS.map((one) => ({ value: one, label: t(`effects.${one}`) }))}
          value={effect}
          onValueChange={setEffect}
        />
      </Field>
      {effect !== 'none' && limited && (
        <Field label={t(`limits.${condition}`)}>
          <FieldInput
            name={`${condition}.limit`}
            type="number"
            step="any"
            defaultValue={limit ?? ''}
            className="w-24"
          />
        </Field>
      )}
      {effect !== 'none' && (
        <Field label={t(part ? 'part' : 'mostDays')} key={effect}>
          <FieldInput name={`${condition}.value`} type="number" min={1} defaultValue={value} className="w-24" />
        </Field>
      )}
    </div>
  );
}

function limitOf(condition: 'epss' | 'tier', given: Shortening | null): number {
  if (given?.threshold === null || given === null) return DEFAULT_LIMIT[condition];
  return condition === 'epss' ? Number((given.threshold * 100).toPrecision(6)) : given.threshold;
}
