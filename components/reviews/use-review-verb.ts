'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '@/components/layout/use-error-text';
import { useToast } from '@/components/ui/toast';
import type { Result } from '@/lib/core/errors';
import { incidentKeys } from '@/lib/incidents/keys';
import { REVIEW_ISSUES } from '@/lib/reviews/issues';

/** Gives a verb about a review, tells what came of it and refreshes the incident. */
export function useReviewVerb() {
  const t = useTranslations('reviews');
  const client = useQueryClient();
  const { show } = useToast();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const give = async <T>(verb: () => Promise<Result<T>>, said: string): Promise<boolean> => {
    setBusy(true);
    const result = await verb();
    setBusy(false);
    if (result.ok) show({ title: said });
    else {
      const issue = REVIEW_ISSUES.find((one) => one === result.error.details.issue);
      show({ title: t('failed'), detail: issue ? t(`issues.${issue}`) : errorText(result.error), tone: 'error' });
    }
    // Also after a refusal: somebody else may have been faster.
    await client.invalidateQueries({ queryKey: incidentKeys.all });
    return result.ok;
  };
  return { give, busy };
}
