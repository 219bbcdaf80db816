'use client';

import { useTranslations } from 'next-intl';
import type { Refusal } from '@/components/layout/refusal';
import { useErrorText } from '@/components/layout/use-error-text';
import { useToast } from '@/components/ui/toast';

const ISSUES = [
  'wrong_state',
  'not_begun',
  'file_required',
  'due_required',
  'due_past',
  'open_note_required',
  'unreported_note_required',
  'note_required',
  'too_many_files',
  'empty_file',
  'exists',
  'not_found_findings',
  'tested_future',
  'tested_early',
  'nothing_retested',
  'import_under_way',
  'another_finding',
  'not_assignable',
  'already_owner',
] as const;

/** Why something about a test was refused, in the reader's language. */
export function useRefusalText(): (refusal: Refusal) => string {
  const t = useTranslations('engagements.issues');
  const errorText = useErrorText();
  return (refusal) => {
    const issue = ISSUES.find((one) => one === refusal.details.issue);
    return issue ? t(issue) : errorText(refusal);
  };
}

/** Tells what went wrong. */
export function useFailed(): (refusal: Refusal) => void {
  const t = useTranslations('engagements.toast');
  const text = useRefusalText();
  const { show } = useToast();
  return (refusal) => void show({ title: t('failed'), detail: text(refusal), tone: 'error' });
}
