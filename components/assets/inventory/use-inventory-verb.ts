'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '@/components/layout/use-error-text';
import { useToast } from '@/components/ui/toast';
import { inventoryKeys } from '@/lib/assets/inventory-queries';
import type { Result } from '@/lib/core/errors';

const ISSUES = ['unknown_name', 'several', 'own_name'] as const;

/** Gives a verb, tells what came of it and refreshes what it touched. */
export function useInventoryVerb() {
  const client = useQueryClient();
  const t = useTranslations('inventory.issues');
  const errorText = useErrorText();
  const { show } = useToast();
  const [busy, setBusy] = useState(false);
  const give = async <T>(verb: () => Promise<Result<T>>, said: string): Promise<{ data: T } | null> => {
    setBusy(true);
    const result = await verb();
    setBusy(false);
    if (result.ok) show({ title: said });
    else {
      const { error } = result;
      const issue = ISSUES.find((one) => one === error.details.issue);
      show({ title: t('failed'), detail: issue ? t(issue) : errorText(error), tone: 'error' });
    }
    // Also after a refusal: somebody else may have been faster.
    await client.invalidateQueries({ queryKey: inventoryKeys.all });
    return result.ok ? { data: result.data } : null;
  };
  return { give, busy };
}
