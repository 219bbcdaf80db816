'use client';

import { useTranslations } from 'next-intl';
import { useWeightLabel } from '@/components/intel/use-weight-label';
import { readWeights, weightFields } from '@/components/intel/weight-fields';
import { SettingSection } from '@/components/settings/setting-section';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { PRIORITY_TERMS } from '@/lib/findings/priority';
import { PRIORITY_MAX } from '@/lib/findings/weights-scale';
import type { SettingDto } from '@/lib/settings/types';

type Props = { readonly current: SettingDto<'priority.weights'>; readonly writable: boolean };

/** How many points each term of the priority gives; limits and scores in between stay as they are. */
export function WeightsSection({ current, writable }: Props) {
  const t = useTranslations('intel.weights');
  const terms = useTranslations('risk.priority.terms');
  const label = useWeightLabel();
  const fields = weightFields(current.value);
  return (
    <SettingSection
      setting="priority.weights"
      title={t('title')}
      lead={t('lead')}
      current={current}
      writable={writable}
      read={(form) => readWeights(form, current.value)}
    >
      {(wrong) => (
        <>
          <Field label={t('version')}>
            <FieldInput
              name="version"
              defaultValue={current.value.version}
              maxLength={40}
              autoComplete="off"
              className="w-48"
            />
          </Field>
          {PRIORITY_TERMS.map((term) => (
            <fieldset key={term}>
              <legend className="mb-1 font-medium">{terms(term)}</legend>
              <div className="flex flex-wrap gap-x-6 gap-y-3">
                {fields
                  .filter((field) => field.term === term)
                  .map((field) => (
                    <Field
                      key={field.name}
                      label={<span className="font-normal text-muted">{label(field)}</span>}
                      error={wrong(field.name) && t('wrong')}
                    >
                      <FieldInput
                        name={field.name}
                        type="number"
                        min={0}
                        max={PRIORITY_MAX}
                        defaultValue={field.value}
                        className="w-24"
                      />
                    </Field>
                  ))}
              </div>
            </fieldset>
          ))}
          {wrong('total') && (
            <p role="alert" className="text-missed-ink">
              {t('tooMuch')}
            </p>
          )}
        </>
      )}
    </SettingSection>
  );
}
