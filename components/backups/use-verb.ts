'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '@/components/layout/use-error-text';
import { useToast } from '@/components/ui/toast';
import type { ErrorCode, ErrorDetails, Result } from '@/lib/core/errors';

const ISSUES = [
  'exists',
  'other_product',
  'backup_empty',
  'backup_unknown',
  'backup_zone',
  'backup_not_json',
  'backup_exit_code',
  'backup_not_yaml',
  'backup_too_many',
] as const;

type Refusal = { readonly code: ErrorCode; readonly details: ErrorDetails };

/** Why something was refused, in the reader's language. */
export function useRefusal(): (refusal: Refusal) => string {
  const t = useTranslations('backups.issues');
  const errorText = useErrorText();
  return (refusal) => {
    const issue = ISSUES.find((one) => one === refusal.details.issue);
    const said = (name: string) => String(refusal.details[name] ?? '');
    if (!issue) return errorText(refusal);
    const place = said('place') === '' ? t('whole') : t('at', { place: said('place') });
    return t(issue, { file: said('file') || t('document'), place, shape: said('shape') });
  };
}

/** Runs a verb, tells how it ended, and says whether it is under way. Undefined: it was refused. */
export function useVerb() {
  const t = useTranslations('backups.toast');
  const toast = useToast();
  const refusal = useRefusal();
  const [busy, setBusy] = useState(false);
  const run = async <T>(work: () => Promise<Result<T>>, done: 'saved' | 'removed' = 'saved') => {
    setBusy(true);
    const result = await work();
    setBusy(false);
    if (!result.ok) {
      toast.show({ title: t('failed'), detail: refusal(result.error), tone: 'error' });
      return null;
    }
    toast.show({ title: t(done) });
    return result;
  };
  return { busy, run };
}
