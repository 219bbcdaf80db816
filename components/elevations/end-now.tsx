'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useTransition } from 'react';
import { useErrorText } from '@/components/layout/use-error-text';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { endElevationAction } from '@/lib/elevations/actions';

/** The server's clock may be behind the browser's by so much. */
const CLOCKS_MS = 2_000;

type Props = {
  readonly id: string;
  /** When it is over by itself, in milliseconds since 1970. */
  readonly endsAt: number;
  readonly children: ReactNode;
};

/** Ends one's elevation from the banner; the page that comes back has none, also when its time is over. */
export function EndNow({ id, endsAt, children }: Props) {
  const router = useRouter();
  useEffect(() => {
    const timer = setTimeout(() => router.refresh(), Math.max(0, endsAt - Date.now()) + CLOCKS_MS);
    return () => clearTimeout(timer);
  }, [endsAt, router]);
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
