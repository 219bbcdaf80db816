'use client';

import { useTranslations } from 'next-intl';
import { useErrorText } from '@/components/layout/use-error-text';
import type { ErrorCode, ErrorDetails } from '@/lib/core/errors';
import type { TableProblem } from '@/lib/lists/table-problem';

/** Why something was refused, in the reader's language. */
export function useRefusal() {
  const t = useTranslations('lists.issues');
  const errorText = useErrorText();
  return (refusal: { readonly code: ErrorCode; readonly details: ErrorDetails }): string => {
    const { issue, max } = refusal.details;
    if (issue === 'exists') return t('exists');
    return issue === 'list_too_long' ? t('list_too_long', { max: Number(max) }) : errorText(refusal);
  };
}

/** What is wrong in a list, and what to do. */
export function useProblem() {
  const t = useTranslations('lists.problems');
  return ({ code, params }: TableProblem): string => {
    const number = (name: string) => Number(params[name] ?? 0);
    const text = (name: string) => String(params[name] ?? '');
    return t(code, {
      ...{ name: text('name'), reason: text('reason'), max: number('max'), line: number('line') },
      ...{ cells: number('cells'), columns: number('columns') },
    });
  };
}
