'use client';

import { useTranslations } from 'next-intl';
import type { ErrorCode, ErrorDetails } from '@/lib/core/errors';

type Refusal = { readonly code: ErrorCode; readonly details: ErrorDetails };

/** A refusal in the person's language: by its reason where that says more (`errors.reasons`), else by its code. */
export function useErrorText(): (error: Refusal) => string {
  const t = useTranslations('errors');
  return ({ code, details }) => {
    const reason = details.reason;
    const known =
      reason === 'outside-reach' || reason === 'oneself' || reason === 'approver-role' || reason === 'last-admin';
    return known ? t(`reasons.${reason}`) : t(code);
  };
}
