'use client';

import { useTranslations } from 'next-intl';
import type { ErrorCode, ErrorDetails } from '@/lib/core/errors';

const REASONS = [
  'outside-reach',
  'oneself',
  'approver-role',
  'last-admin',
  'own-request',
  'owns-fix',
  'not-requester',
  'valid-from-past',
  'name-taken',
] as const;

type Refusal = { readonly code: ErrorCode; readonly details: ErrorDetails };

/** A refusal in the person's language: by its reason where that says more (`errors.reasons`), else by its code. */
export function useErrorText(): (error: Refusal) => string {
  const t = useTranslations('errors');
  return ({ code, details }) => {
    const known = REASONS.find((one) => one === details.reason);
    return known ? t(`reasons.${known}`) : t(code);
  };
}
