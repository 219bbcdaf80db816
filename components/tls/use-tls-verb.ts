'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Refusal } from '@/components/layout/refusal';
import { useErrorText } from '@/components/layout/use-error-text';
import { useToast } from '@/components/ui/toast';
import type { Result } from '@/lib/core/errors';
import { tlsKeys } from '@/lib/tls/queries';

const ISSUES = [
  'exists',
  'not_assignable',
  'no_certificates',
  'name_taken',
  'other_place',
  'unreadable_report',
] as const;

/** Tells why something about an endpoint was refused. */
export function useTlsFailed(): (refusal: Refusal) => void {
  const t = useTranslations('tls.issues');
  const errorText = useErrorText();
  const { show } = useToast();
  return (refusal) => {
    const issue = ISSUES.find((one) => one === refusal.details.issue);
    show({ title: t('failed'), detail: issue ? t(issue) : errorText(refusal), tone: 'error' });
  };
}

/** Gives a verb, tells what came of it and refreshes what it touched. */
export function useTlsVerb() {
  const client = useQueryClient();
  const toast = useToast();
  const failed = useTlsFailed();
  const [busy, setBusy] = useState(false);
  const give = async <T>(verb: () => Promise<Result<T>>, said: string): Promise<T | null> => {
    setBusy(true);
    const result = await verb();
    setBusy(false);
    if (result.ok) toast.show({ title: said });
    else failed(result.error);
    // Also after a refusal: somebody else may have been faster.
    await client.invalidateQueries({ queryKey: tlsKeys.all });
    return result.ok ? result.data : null;
  };
  return { give, busy };
}
