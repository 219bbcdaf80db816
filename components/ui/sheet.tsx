'use client';

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button-style';
import { cn } from '@/components/ui/cn';
import { BACKDROP } from '@/components/ui/dialog';

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  /** Modal sheets cover the page; others leave the list beside them usable. */
  readonly modal?: boolean;
  readonly side?: 'right' | 'bottom';
  readonly className?: string;
  readonly children: ReactNode;
};

const SIDES = {
  right: 'inset-y-0 right-0 w-[min(34rem,100vw)] border-l',
  bottom: 'inset-x-0 bottom-0 max-h-[85dvh] rounded-t-xl border-t pb-[env(safe-area-inset-bottom)]',
} as const;

export function Sheet({ open, onOpenChange, title, modal = true, side = 'right', className, children }: Props) {
  const t = useTranslations('ui');
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange} modal={modal} disablePointerDismissal={!modal}>
      <BaseDialog.Portal>
        {modal && <BaseDialog.Backdrop className={BACKDROP} />}
        <BaseDialog.Popup
          data-captures-keys={modal || undefined}
          className={cn(
            'fixed z-50 flex flex-col border-line bg-surface shadow-xl transition-opacity duration-100',
            'data-ending-style:opacity-0 data-starting-style:opacity-0',
            SIDES[side],
            className,
          )}
        >
          <header className="flex items-center justify-between gap-4 border-line border-b px-4 py-2">
            <BaseDialog.Title className="min-w-0 truncate font-semibold">{title}</BaseDialog.Title>
            <BaseDialog.Close aria-label={t('close')} className={buttonClass('ghost', 'icon')}>
              <X aria-hidden />
            </BaseDialog.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
