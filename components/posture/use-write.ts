'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { useErrorText } from '@/components/layout/use-error-text';
import { useToast } from '@/components/ui/toast';
import type { Result } from '@/lib/core/errors';

/** Says that it was saved, and shows the page anew. */
export function useSaved(): () => void {
  const t = useTranslations('posture.writes');
  const toast = useToast();
  const router = useRouter();
  return () => {
    toast.show({ title: t('saved') });
    router.refresh();
  };
}

/** Runs an action without a second factor: says what came of it. */
export function useWrite<I>(run: (input: I) => Promise<Result<void>>, onDone: () => void = () => undefined) {
  const [busy, startTransition] = useTransition();
  const saved = useSaved();
  const toast = useToast();
  const errorText = useErrorText();
  const write = (input: I) =>
    startTransition(async () => {
      const result = await run(input);
      if (!result.ok) {
        toast.show({ title: errorText(result.error), tone: 'error' });
        return;
      }
      onDone();
      saved();
    });
  return { busy, write };
}

/** The last moment of the day that a date field holds, in UTC; null where it holds none. */
export function endOfField(form: FormData, name: string): string | null {
  const day = String(form.get(name) ?? '');
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T23:59:59.000Z` : null;
}
