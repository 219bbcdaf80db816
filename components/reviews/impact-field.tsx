'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { IMPACTS, type ReviewContent } from '@/lib/reviews/content';

type Row = ReviewContent['impact'][number];
type Props = { readonly rows: readonly Row[]; readonly onChange: (rows: Row[]) => void };

const amountOf = (text: string) => (text.trim() === '' ? null : Math.max(0, Number(text)));

/** What it cost, in numbers with their units; an empty number is not known. */
export function ImpactField({ rows, onChange }: Props) {
  const t = useTranslations('reviews');
  const set = (index: number, part: Partial<Row>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium">{t('parts.impact')}</legend>
      <ul className="flex flex-col gap-2">
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <li key={index} className="flex flex-wrap items-center gap-2">
            <Select
              label={t('impactWhat')}
              options={IMPACTS.map((value) => ({ value, label: t(`impacts.${value}`) }))}
              value={row.what}
              onValueChange={(what) => set(index, { what })}
              className="w-44"
            />
            <Input
              type="number"
              min={0}
              aria-label={t('impactAmount')}
              placeholder={t('unknown')}
              value={row.amount ?? ''}
              className="w-32"
              onChange={({ target }) => set(index, { amount: amountOf(target.value) })}
            />
            <Input
              aria-label={t('impactUnit')}
              placeholder={t('impactUnit')}
              value={row.unit}
              maxLength={100}
              className="w-32"
              onChange={({ target }) => set(index, { unit: target.value })}
            />
            <Button
              variant="ghost"
              size="sm"
              aria-label={t('remove', { what: t(`impacts.${row.what}`) })}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <Button
        size="sm"
        className="mt-2"
        onClick={() => onChange([...rows, { what: 'downtime', amount: null, unit: '' }])}
      >
        {t('addImpact')}
      </Button>
    </fieldset>
  );
}
