'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFailed } from '@/components/engagements/use-told';
import { useToast } from '@/components/ui/toast';
import type { Result } from '@/lib/core/errors';
import { engagementKeys } from '@/lib/engagements/queries';
import { findingKeys } from '@/lib/findings/keys';

/** Gives a verb, tells what came of it and refreshes what it touched. */
export function useVerb() {
  const client = useQueryClient();
  const toast = useToast();
  const failed = useFailed();
  const [busy, setBusy] = useState(false);
  const give = async <T>(verb: () => Promise<Result<T>>, said: string): Promise<boolean> => {
    setBusy(true);
    const result = await verb();
    setBusy(false);
    if (!result.ok) failed(result.error);
    else toast.show({ title: said });
    // Also after a refusal: somebody else may have moved it on.
    await client.invalidateQueries({ queryKey: engagementKeys.all });
    void client.invalidateQueries({ queryKey: findingKeys.all });
    return result.ok;
  };
  return { give, busy };
}
