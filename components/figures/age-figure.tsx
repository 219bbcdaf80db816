'use client';

import { useTranslations } from 'next-intl';
import { useDays } from '@/components/figures/use-days';
import { AgeMap } from '@/components/overview/age-map';
import type { Ages } from '@/lib/overview/types';

type Props = { readonly ages: Ages; readonly at: string; readonly today: string };

/** How long what was open at the end of the chosen day had been known by then. */
export function AgeFigure({ ages, at, today }: Props) {
  const t = useTranslations('figures.ages');
  const days = useDays();
  return <AgeMap ages={ages} lead={at < today ? t('past', { day: days.whole(at) }) : t('today')} />;
}
