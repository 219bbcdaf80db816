'use client';

import { useTranslations } from 'next-intl';
import { useErrorText } from '@/components/layout/use-error-text';
import { useToast } from '@/components/ui/toast';
import { ERROR_CODES, type ErrorCode, type ErrorDetails } from '@/lib/core/errors';
import { RequestError } from '@/lib/core/request-error';

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

type Refusal = { readonly code: ErrorCode; readonly details: ErrorDetails };

/** Why something about an acceptance was refused, in the reader's language. */
export function useRefusalText(): (refusal: Refusal) => string {
  const t = useTranslations('acceptances.issues');
  const errorText = useErrorText();
  return (refusal) => {
    const issue = ISSUES.find((one) => one === refusal.details.issue);
    return issue ? t(issue) : errorText(refusal);
  };
}

/** A refusal of one of our handlers in the shape of an action's. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof RequestError)) return { code: 'unexpected', details: {} };
  const code = ERROR_CODES.find((one) => one === error.code) ?? 'unexpected';
  const { issue, reason } = error.details;
  return {
    code,
    details: { ...(typeof issue === 'string' && { issue }), ...(typeof reason === 'string' && { reason }) },
  };
}

/** Tells what went wrong. */
export function useFailed(): (refusal: Refusal) => void {
  const t = useTranslations('acceptances.toast');
  const text = useRefusalText();
  const { show } = useToast();
  return (refusal) => void show({ title: t('failed'), detail: text(refusal), tone: 'error' });
}
