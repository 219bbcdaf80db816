'use client';

import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button-style';

export type ToastMessage = {
  readonly title: string;
  readonly detail?: string;
  readonly tone?: 'info' | 'error';
  /** Shown as a button for as long as the toast stays (10 s instead of 5 s). */
  readonly undo?: () => void;
};

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-20 z-60 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 md:bottom-4">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const t = useTranslations('ui');
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="rounded-lg border border-line border-l-4 border-l-accent bg-surface shadow-lg transition-opacity duration-100 data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0 data-[type=error]:border-l-missed"
    >
      <Toast.Content className="flex items-start gap-3 py-2 pr-2 pl-3">
        <div className="min-w-0 flex-1 py-1">
          <Toast.Title className="font-medium" />
          <Toast.Description className="text-muted" />
        </div>
        {toast.actionProps && <Toast.Action className={buttonClass('secondary', 'sm', 'mt-0.5')} />}
        <Toast.Close aria-label={t('dismiss')} className={buttonClass('ghost', 'sm', 'mt-0.5 w-7 px-0')}>
          <X aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/** Shows a message; returns its id for `close`. Errors are announced at once, others politely. */
export function useToast(): { show: (message: ToastMessage) => string; close: (id: string) => void } {
  const t = useTranslations('ui');
  const { add, close } = Toast.useToastManager();
  const show = ({ title, detail, tone = 'info', undo }: ToastMessage) => {
    const id: string = add({
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
    });
    return id;
  };
  return { show, close };
}
