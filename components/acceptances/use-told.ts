'use client';

import { useTranslations } from 'next-intl';
import type { Refusal } from '@/components/layout/refusal';
import { useErrorText } from '@/components/layout/use-error-text';
import { useToast } from '@/components/ui/toast';

const ISSUES = [
  'expiry_too_early',
  'expiry_too_late',
  'measures_required',
  'nothing_open',
  'too_many_products',
  'renewed_already',
  'note_required',
  'too_many_files',
  'empty_file',
] as const;

/** Why something about an acceptance was refused, in the reader's language. */
export function useRefusalText(): (refusal: Refusal) => string {
  const t = useTranslations('acceptances.issues');
  const errorText = useErrorText();
  return (refusal) => {
    const issue = ISSUES.find((one) => one === refusal.details.issue);
    return issue ? t(issue) : errorText(refusal);
  };
}

/** Tells what went wrong. */
export function useFailed(): (refusal: Refusal) => void {
  const t = useTranslations('acceptances.toast');
  const text = useRefusalText();
  const { show } = useToast();
  return (refusal) => void show({ title: t('failed'), detail: text(refusal), tone: 'error' });
}
