import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { PERIODS } from '@/lib/figures/search-params';

export type Weeks = (typeof PERIODS)[number];

type Props = { readonly weeks: Weeks; readonly onChange: (weeks: Weeks) => void };

/** How far a report looks back. */
export function PeriodField({ weeks, onChange }: Props) {
  const t = useTranslations('reports');
  return (
    <Field label={t('make.weeks')}>
      <Select
        options={PERIODS.map((one) => ({ value: String(one), label: t('weeks', { weeks: one }) }))}
        value={String(weeks)}
        onValueChange={(value) => onChange(PERIODS.find((one) => String(one) === value) ?? weeks)}
      />
    </Field>
  );
}
