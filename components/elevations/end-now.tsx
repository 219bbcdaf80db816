'use client';

import { type ReactNode, useTransition } from 'react';
import { useErrorText } from '@/components/layout/use-error-text';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { endElevationAction } from '@/lib/elevations/actions';

/** Ends one's elevation from the banner; the page that comes back has none. */
export function EndNow({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const toast = useToast();
  const errorText = useErrorText();
  const [busy, startTransition] = useTransition();
  const end = () =>
    startTransition(async () => {
      const result = await endElevationAction({ id });
      if (!result.ok) toast.show({ title: errorText(result.error), tone: 'error' });
    });
  return (
    <Button size="sm" busy={busy} onClick={end}>
      {children}
    </Button>
  );
}
