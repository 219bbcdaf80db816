'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, Suspense, use, useRef, useState } from 'react';
import { lazyOnIntent } from '@/components/ui/lazy-on-intent';
import type { Toasts } from '@/components/ui/toast-list';

const code = lazyOnIntent(() => import('@/components/ui/toast-list'));

export type ToastMessage = {
  readonly title: string;
  readonly detail?: string;
  readonly tone?: 'info' | 'error';
  /** Shown as a button for as long as the toast stays (10 s instead of 5 s). */
  readonly undo?: () => void;
};

let shown = 0;

type Work = (toasts: Toasts) => void;

/** Gives work to the toasts, whose code is asked for with the first of it. */
const ToastContext = createContext<(work: Work) => void>(() => undefined);

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [wanted, setWanted] = useState(false);
  const ready = useRef<Toasts | null>(null);
  const waiting = useRef<Work[]>([]);
  const [give] = useState(() => (work: Work) => {
    if (ready.current) return work(ready.current);
    waiting.current.push(work);
    setWanted(true);
  });
  const [onReady] = useState(() => (toasts: Toasts) => {
    ready.current = toasts;
    for (const work of waiting.current.splice(0)) work(toasts);
  });
  return (
    <ToastContext value={give}>
      {children}
      {wanted && (
        <Suspense>
          <Viewport onReady={onReady} />
        </Suspense>
      )}
    </ToastContext>
  );
}

function Viewport({ onReady }: { readonly onReady: (toasts: Toasts) => void }) {
  const { ToastViewport } = code.use();
  return <ToastViewport onReady={onReady} />;
}

/** Shows a message; returns its id for `close`. Errors are announced at once, others politely. */
export function useToast(): { show: (message: ToastMessage) => string; close: (id: string) => void } {
  const t = useTranslations('ui');
  const give = use(ToastContext);
  const close = (id: string) => give((toasts) => toasts.close(id));
  const show = ({ title, detail, tone = 'info', undo }: ToastMessage) => {
    shown += 1;
    const id = `toast-${shown}`;
    give((toasts) =>
      toasts.add({
        id,
        title,
        description: detail,
        type: tone,
        priority: tone === 'error' ? 'high' : 'low',
        timeout: undo ? 10_000 : 5_000,
        actionProps: undo && {
          children: t('undo'),
          onClick: () => {
            close(id);
            undo();
          },
        },
      }),
    );
    return id;
  };
  return { show, close };
}
