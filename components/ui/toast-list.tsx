'use client';

import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { buttonClass } from '@/components/ui/button-style';

const manager = Toast.createToastManager();
export type Toasts = Pick<typeof manager, 'add' | 'close'>;

/** Where messages are shown. `onReady` when it listens: the region stands before its first message does. */
export function ToastViewport({ onReady }: { readonly onReady: (toasts: Toasts) => void }) {
  useEffect(() => onReady(manager), [onReady]);
  return (
    <Toast.Provider limit={3} toastManager={manager}>
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
