'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { holdKeys } from '@/components/ui/held-keys';
import type { LazyCode } from '@/components/ui/lazy-on-intent';
import { Spinner } from '@/components/ui/spinner';

type Props = { readonly code: LazyCode<object>; readonly children: ReactNode };

/**
 * Around a dialog, a menu, a popover that needs `code`: what is typed before it is there reaches it, a slow arrival is
 * shown. No `Suspense`: that keeps its fallback for 300 ms even where the code is there sooner.
 */
export function Arriving({ code, children }: Props) {
  const [isHere, setIsHere] = useState(code.isHere);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  useEffect(() => {
    if (isHere) return;
    code.load().then(
      () => setIsHere(true),
      (error: unknown) => setFailure({ error }),
    );
  }, [code, isHere]);
  if (failure) throw failure.error;
  return isHere ? children : <Pending />;
}

function Pending() {
  useEffect(() => holdKeys(), []);
  return (
    <span className="fixed top-[10dvh] left-1/2 z-60 -translate-x-1/2 animate-late rounded-full border border-line bg-surface p-2 shadow-lg">
      <Spinner />
    </span>
  );
}
