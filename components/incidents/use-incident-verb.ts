'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Refusal } from '@/components/layout/refusal';
import { useErrorText } from '@/components/layout/use-error-text';
import { useToast } from '@/components/ui/toast';
import { alertKeys } from '@/lib/alerts/queries';
import type { Result } from '@/lib/core/errors';
import { incidentKeys } from '@/lib/incidents/keys';
import { TIMES } from '@/lib/incidents/types';

const ISSUES = [
  'closed',
  'not_closed',
  'merged',
  'note_required',
  'same_phase',
  'future',
  'unknown_time',
  'has_role',
  'person',
  'target_required',
  'other_product',
  'in_incident',
  'review_missing',
  'unknown_technique',
  'wrong_state',
  'nothing_recognised',
  'no_chain',
  'not_silent',
  'past',
  'too_long',
  'nobody_there',
  'no_evidence',
  'name_taken',
  'empty_file',
] as const;

/** Why something about an incident was refused, in the reader's language. */
export function useRefusalText(): (refusal: Refusal) => string {
  const t = useTranslations('incidents');
  const errorText = useErrorText();
  return (refusal) => {
    const { issue, first, second } = refusal.details;
    if (issue === 'order') {
      const [before, after] = [first, second].map((name) => TIMES.find((one) => one === name));
      if (!before || !after) return t('issues.order');
      return t('issues.orderOf', { first: t(`times.${before}`), second: t(`times.${after}`) });
    }
    const known = ISSUES.find((one) => one === issue);
    return known ? t(`issues.${known}`) : errorText(refusal);
  };
}

type Said = { readonly title: string; readonly detail?: string };

/** Gives a verb, tells what came of it and refreshes what it touched. */
export function useIncidentVerb() {
  const t = useTranslations('incidents.toast');
  const client = useQueryClient();
  const { show } = useToast();
  const text = useRefusalText();
  const [busy, setBusy] = useState(false);
  const give = async <T>(verb: () => Promise<Result<T>>, said: (data: T) => Said): Promise<boolean> => {
    setBusy(true);
    const result = await verb();
    setBusy(false);
    if (result.ok) show(said(result.data));
    else show({ title: t('failed'), detail: text(result.error), tone: 'error' });
    // Also after a refusal: somebody else may have been faster.
    await Promise.all([incidentKeys.all, alertKeys.all].map((queryKey) => client.invalidateQueries({ queryKey })));
    return result.ok;
  };
  return { give, busy };
}
