'use client';

import { useState, useTransition } from 'react';
import { useErrorText } from '@/components/layout/use-error-text';
import type { Result } from '@/lib/core/errors';

/** Runs one verb of a dialog: busy while it runs, its refusal in words, `done` after success. */
export function useAssetVerb<T>(verb: () => Promise<Result<T>>, done: (data: T) => void) {
  const errorText = useErrorText();
  const [error, setError] = useState<string | null>(null);
  const [busy, startTransition] = useTransition();
  const run = () =>
    startTransition(async () => {
      const result = await verb();
      setError(result.ok ? null : errorText(result.error));
      if (result.ok) done(result.data);
    });
  return { run, busy, error };
}
