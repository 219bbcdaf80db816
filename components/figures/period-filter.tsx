'use client';

import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { Input } from '@/components/ui/input';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { figuresParsers, PERIODS } from '@/lib/figures/search-params';

/** Which weeks: how many, and the day that they end with. Both live in the address. `today`: `YYYY-MM-DD`, UTC. */
export function PeriodFilter({ today }: { readonly today: string }) {
  const t = useTranslations('figures.period');
  const [, startTransition] = useTransition();
  const [{ at, weeks }, setPeriod] = useQueryStates(figuresParsers, { shallow: false, startTransition });
  return (
    <>
      <SegmentedControl
        label={t('weeks')}
        options={PERIODS.map((value) => ({ value: String(value), label: t('count', { weeks: value }) }))}
        value={String(weeks)}
        onValueChange={(value) => setPeriod({ weeks: PERIODS.find((one) => String(one) === value) ?? null })}
      />
      <Input
        type="date"
        aria-label={t('at')}
        className="w-40"
        max={today}
        value={at ?? today}
        onChange={({ target }) => setPeriod({ at: target.value && target.value < today ? target.value : null })}
      />
    </>
  );
}
