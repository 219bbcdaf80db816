'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { foresee, type Guess } from '@/components/alerts/cache';
import type { Refusal } from '@/components/layout/refusal';
import { useErrorText } from '@/components/layout/use-error-text';
import { useToast } from '@/components/ui/toast';
import { alertKeys } from '@/lib/alerts/queries';
import type { AlertRefusal } from '@/lib/alerts/rules';
import type { Result } from '@/lib/core/errors';

const ISSUES = [
  'wrong_state',
  'merged',
  'note_required',
  'verdict_required',
  'newer_open',
  'itself',
  'other_product',
  'target_closed',
  'target_merged',
  'field_required',
  'unknown_field',
] as const satisfies readonly AlertRefusal[];

/** Why something about an alert was refused, in the reader's language. */
export function useRefusalText(): (refusal: Refusal) => string {
  const t = useTranslations('alerts.issues');
  const errorText = useErrorText();
  return (refusal) => {
    const issue = ISSUES.find((one) => one === refusal.details.issue);
    return issue ? t(issue) : errorText(refusal);
  };
}

type Said = { readonly title: string; readonly detail?: string };

/** Gives a verb, shows at once what it will do, tells what came of it and refreshes what it touched. */
export function useAlertVerb() {
  const t = useTranslations('alerts.toast');
  const client = useQueryClient();
  const { show } = useToast();
  const text = useRefusalText();
  const [busy, setBusy] = useState(false);
  const give = async <T>(verb: () => Promise<Result<T>>, said: (data: T) => Said, guess?: Guess): Promise<boolean> => {
    setBusy(true);
    const takeBack = guess && (await foresee(client, guess));
    const result = await verb();
    setBusy(false);
    if (result.ok) show(said(result.data));
    else {
      takeBack?.();
      show({ title: t('failed'), detail: text(result.error), tone: 'error' });
    }
    // Also after a refusal: somebody else may have been faster.
    await client.invalidateQueries({ queryKey: alertKeys.all });
    return result.ok;
  };
  return { give, busy };
}
