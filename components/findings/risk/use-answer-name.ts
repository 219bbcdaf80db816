'use client';

import { useTranslations } from 'next-intl';
import type { SsvcPoint } from '@/lib/findings/ssvc-points';

/** An answer to a question of the tree, in the reader's language; as it is where it is none of ours. */
export function useAnswerName(): (point: SsvcPoint, answer: string) => string {
  const t = useTranslations('risk.ssvc.answers');
  const names: Readonly<Record<SsvcPoint, Readonly<Record<string, () => string>>>> = {
    exploitation: {
      none: () => t('exploitation.none'),
      poc: () => t('exploitation.poc'),
      active: () => t('exploitation.active'),
    },
    automatable: { no: () => t('automatable.no'), yes: () => t('automatable.yes') },
    technical_impact: {
      partial: () => t('technical_impact.partial'),
      total: () => t('technical_impact.total'),
    },
    mission: { low: () => t('mission.low'), medium: () => t('mission.medium'), high: () => t('mission.high') },
  };
  return (point, answer) => names[point][answer]?.() ?? answer;
}
