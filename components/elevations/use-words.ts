'use client';

import { useTranslations } from 'next-intl';
import type { Refusal } from '@/components/layout/refusal';
import { useErrorText } from '@/components/layout/use-error-text';
import { ELEVATABLE } from '@/lib/elevations/rules';

const ISSUES = ['not_offered', 'one_at_a_time', 'review_first', 'note_required'] as const;

/** Names of rights, lengths of time, and why something was refused, in the reader's language. */
export function useElevationWords() {
  const t = useTranslations('elevations');
  const errorText = useErrorText();
  const name = (permission: string) => {
    const known = ELEVATABLE.find((one) => one === permission);
    return known ? t(`names.${known}`) : permission;
  };
  return {
    rights: (permissions: readonly string[]) => permissions.map(name).join(', '),
    duration: (minutes: number) =>
      minutes % 60 === 0 ? t('hoursValue', { hours: minutes / 60 }) : t('minutesValue', { minutes }),
    refusal: (refusal: Refusal) => {
      const issue = ISSUES.find((one) => one === refusal.details.issue);
      return issue ? t(`issues.${issue}`) : errorText(refusal);
    },
  };
}
