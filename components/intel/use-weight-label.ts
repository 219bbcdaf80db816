'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { WeightField } from '@/components/intel/weight-fields';
import { EXPOSURES, TIERS } from '@/lib/assets/attributes';
import { ANSWERS } from '@/lib/findings/search-params';

/** What a number of the weights is for, in words. */
export function useWeightLabel(): (field: WeightField) => string {
  const t = useTranslations('intel.weights');
  const attributes = useTranslations('assets.attributes');
  const answers = useTranslations('findings.answers');
  const format = useFormatter();
  return ({ term, key, from }) => {
    if (from !== null && term === 'epss') return t('from', { value: format.number(from, { style: 'percent' }) });
    if (from !== null) return t('days', { days: from });
    if (key === 'score') return t('score');
    const exposure = term === 'exposure' && EXPOSURES.find((one) => one === key);
    if (exposure) return attributes(`exposures.${exposure}`);
    const tier = term === 'tier' && TIERS.find((one) => String(one) === key);
    if (tier) return attributes(`tiers.${tier}`);
    const answer = ANSWERS.find((one) => one === key);
    return answer ? answers(answer) : t('unknown');
  };
}
