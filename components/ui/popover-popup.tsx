'use client';

import { Popover as BasePopover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import type { Opened } from '@/components/ui/use-opener';

export type PopupProps = Omit<Opened, 'byKey'> & {
  readonly title?: ReactNode;
  readonly align: 'start' | 'center' | 'end';
  readonly className?: string;
  readonly children: ReactNode;
};

/** A press on the trigger is the trigger's: without this it would close the popup, and its click open it again. */
function isPressOn(anchor: HTMLElement | null, { target }: Event): boolean {
  return anchor !== null && target instanceof Node && anchor.contains(target);
}

export function PopoverPopup({ open, onOpenChange, anchor, title, align, className, children }: PopupProps) {
  return (
    <BasePopover.Root
      modal="trap-focus"
      open={open}
      onOpenChange={(next, details) => {
        if (!next && details.reason === 'outside-press' && isPressOn(anchor.current, details.event)) details.cancel();
        else onOpenChange(next);
      }}
    >
      <BasePopover.Portal>
        <BasePopover.Positioner anchor={anchor} sideOffset={6} align={align} className="z-50">
          <BasePopover.Popup
            finalFocus={anchor}
            className={cn(
              'max-h-(--available-height) max-w-[calc(100vw-1rem)] overflow-y-auto rounded-lg border border-line bg-surface p-3 shadow-lg',
              'transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0',
              className,
            )}
          >
            {title && <BasePopover.Title className="mb-2 font-medium">{title}</BasePopover.Title>}
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
