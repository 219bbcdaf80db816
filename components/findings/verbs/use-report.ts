'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useToast } from '@/components/ui/toast';
import type { ErrorCode, ErrorDetails } from '@/lib/core/errors';
import { FINDING_STATUSES, type Outcome } from '@/lib/findings/types';

type Refusal = { readonly code: ErrorCode; readonly details: ErrorDetails; readonly requestId: string };

const ISSUES = [
  'reason_required',
  'reason_unknown',
  'not_by_hand',
  'original_required',
  'original_unwanted',
  'original_is_duplicate',
  'not_assignable',
  'name_taken',
  'snooze_past',
  'mention_out_of_reach',
  'too_many_mentions',
  'snooze_too_long',
  'still_running',
] as const;

/** Tells what a verb did, or why not: who was faster, when, and what it is now. */
export function useReport() {
  const t = useTranslations('findings');
  const errors = useTranslations('errors');
  const format = useFormatter();
  const { show } = useToast();

  const conflict = ({ by, at, status }: ErrorDetails): string | null => {
    const known = FINDING_STATUSES.find((one) => one === status);
    if (!known || typeof at !== 'string') return null;
    return t('toast.conflict', {
      by: String(by),
      at: format.dateTime(new Date(at), 'exact'),
      status: t(`status.${known}`),
    });
  };

  const reasonOf = ({ code, details, requestId }: Refusal): string => {
    if (code === 'conflict') return conflict(details) ?? errors('conflict');
    const issue = ISSUES.find((one) => one === details.issue);
    if (issue) return t(`issues.${issue}`);
    const text = errors(code);
    return code === 'unexpected' ? `${text} ${t('toast.request', { id: requestId })}` : text;
  };

  return {
    done: ({ title, outcome, undo }: { title: string; outcome: Outcome; undo?: (() => void) | undefined }) => {
      const { unchanged, conflicted } = outcome;
      const detail = [
        ...(unchanged > 0 ? [t('toast.unchanged', { count: unchanged })] : []),
        ...(conflicted > 0 ? [t('toast.conflicted', { count: conflicted })] : []),
      ].join(' ');
      show({ title, detail: detail || undefined, undo });
    },
    /** Null: the server could not be reached. */
    failed: (refusal: Refusal | null) =>
      show({
        title: t('toast.failed'),
        detail: refusal ? reasonOf(refusal) : errors('unavailable'),
        tone: 'error',
      }),
    told: (title: string, undo?: () => void) => show({ title, undo }),
    nothingToUndo: () => show({ title: t('toast.nothingToUndo') }),
  };
}
