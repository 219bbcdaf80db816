'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { STEP_UP_PURPOSES } from '@/lib/access/purposes';
import { FRESHNESS, type StepUpSettings } from '@/lib/access/settings-schema';

const textOf = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

/** An empty field of a single deed means the general context. */
export function readStepUp(form: FormData): unknown {
  const single = STEP_UP_PURPOSES.map((purpose) => [purpose, textOf(form, purpose)] as const);
  return {
    acr: textOf(form, 'acr'),
    freshness: textOf(form, 'freshness'),
    byPurpose: Object.fromEntries(single.filter(([, context]) => context !== '')),
  };
}

type Props = { readonly value: StepUpSettings; readonly wrong: (path: string) => boolean };

export function StepUpFields({ value, wrong }: Props) {
  const t = useTranslations('settings.stepUp');
  const deeds = useTranslations('access.stepUp.purposes');
  const [freshness, setFreshness] = useState(value.freshness);
  const anyWrong = STEP_UP_PURPOSES.some((purpose) => wrong(`byPurpose.${purpose}`));
  const [open, setOpen] = useState(Object.keys(value.byPurpose).length > 0);
  return (
    <>
      <Field label={t('acr')} hint={t('contextHint')} error={wrong('acr') && t('contextHint')}>
        <FieldInput name="acr" defaultValue={value.acr} maxLength={3} autoComplete="off" className="w-28 font-mono" />
      </Field>
      <Field label={t('freshness')} hint={t('freshnessHint')}>
        <Select
          name="freshness"
          options={FRESHNESS.map((claim) => ({ value: claim, label: t(`claims.${claim}`) }))}
          value={freshness}
          onValueChange={setFreshness}
        />
      </Field>
      <details open={open || anyWrong} onToggle={({ currentTarget }) => setOpen(currentTarget.open)} className="w-full">
        <summary className="w-fit cursor-pointer py-1 font-medium">{t('single')}</summary>
        <p className="mt-1 mb-3 max-w-prose text-muted text-xs">{t('singleHint')}</p>
        <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          {STEP_UP_PURPOSES.map((purpose) => (
            <Field key={purpose} label={deeds(purpose)} error={wrong(`byPurpose.${purpose}`) && t('contextHint')}>
              <FieldInput
                name={purpose}
                defaultValue={value.byPurpose[purpose] ?? ''}
                placeholder={value.acr}
                maxLength={3}
                autoComplete="off"
                className="w-28 font-mono"
              />
            </Field>
          ))}
        </div>
      </details>
    </>
  );
}
