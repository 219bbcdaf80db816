'use client';

import { useTranslations } from 'next-intl';
import type { ListedState } from '@/components/findings/use-address';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { HANDOVERS, REGRESSED, SNOOZE_STATES } from '@/lib/findings/search-params';

const TYPED = ['id', 'package', 'path'] as const;
const ANSWERED = [
  { name: 'snoozed', values: SNOOZE_STATES },
  { name: 'regressed', values: REGRESSED },
  { name: 'handover', values: HANDOVERS },
] as const;
const DAYS = ['from', 'to'] as const;

/** Filters without counts. Those that are typed apply when the field is left or Enter is pressed. */
export function TextFilters({ state: { filter, change } }: { readonly state: ListedState }) {
  const t = useTranslations('findings.filters');
  return (
    <div className="flex flex-col gap-3">
      {TYPED.map((name) => (
        <Field key={name} label={t(name)} hint={name === 'id' ? undefined : t('wildcard')}>
          <FieldInput
            key={filter[name]}
            defaultValue={filter[name] ?? ''}
            onBlur={({ target }) => target.value !== (filter[name] ?? '') && change({ [name]: target.value || null })}
            onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
          />
        </Field>
      ))}
      <div className="grid grid-cols-2 gap-2">
        {ANSWERED.map(({ name, values }) => (
          <Field key={name} label={t(name)}>
            <Select
              options={[
                { value: '', label: t('either') },
                ...values.map((value) => ({ value, label: t(`answers.${value}`) })),
              ]}
              value={filter[name] ?? ''}
              onValueChange={(value) => change({ [name]: value || null })}
            />
          </Field>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-2">
        {DAYS.map((name) => (
          <Field key={name} label={t(name)}>
            <FieldInput
              type="date"
              value={filter[name] ?? ''}
              onChange={({ target }) => change({ [name]: target.value || null })}
            />
          </Field>
        ))}
      </div>
    </div>
  );
}
