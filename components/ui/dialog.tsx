'use client';

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button-style';
import { cn } from '@/components/ui/cn';

export const BACKDROP =
  'fixed inset-0 z-40 bg-black/40 transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0';

type Props = {
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** The element that opens it; leave it out when `open` is controlled. */
  readonly trigger?: ReactElement;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly className?: string;
  /** Keys of the whole dialog, wherever in it the focus is. */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
};

export function Dialog({ open, onOpenChange, trigger, title, description, className, onKeyDown, children }: Props) {
  const t = useTranslations('ui');
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <BaseDialog.Trigger render={trigger} />}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={BACKDROP} />
        <BaseDialog.Popup
          data-captures-keys
          onKeyDown={onKeyDown}
          className={cn(
            'fixed top-[10dvh] left-1/2 z-50 flex max-h-[80dvh] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 flex-col',
            'rounded-lg border border-line bg-surface shadow-xl transition-opacity duration-100',
            'data-ending-style:opacity-0 data-starting-style:opacity-0',
            className,
          )}
        >
          <header className="flex items-start justify-between gap-4 px-5 pt-4">
            <div className="min-w-0">
              <BaseDialog.Title className="font-semibold text-lg">{title}</BaseDialog.Title>
              {description && (
                <BaseDialog.Description className="mt-0.5 text-muted">{description}</BaseDialog.Description>
              )}
            </div>
            <BaseDialog.Close aria-label={t('close')} className={buttonClass('ghost', 'icon', '-mr-2')}>
              <X aria-hidden />
            </BaseDialog.Close>
          </header>
          <div className="min-h-0 overflow-y-auto px-5 pt-3 pb-5">{children}</div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** The row of buttons at a dialog's end; the main verb comes last. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap justify-end gap-2">{children}</div>;
}
