'use client';

import { Popover as BasePopover } from '@base-ui/react/popover';
import type { KeyboardEvent, ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { stopsIn } from '@/components/ui/stops';
import { tabFrom, useFocusBack } from '@/components/ui/use-focus-back';
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

/** Tab beyond the last stop, Shift+Tab before the first. */
function leavesBy({ key, shiftKey, target, currentTarget }: KeyboardEvent<HTMLElement>): boolean {
  // Keys of what opened inside come here too.
  if (key !== 'Tab' || !(target instanceof Node) || !currentTarget.contains(target)) return false;
  const stops = stopsIn(currentTarget);
  return target === (shiftKey ? stops[0] : stops.at(-1)) || (shiftKey && target === currentTarget);
}

export function PopoverPopup({ open, onOpenChange, anchor, title, align, className, children }: PopupProps) {
  const focusBack = useFocusBack(anchor);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!leavesBy(event)) return;
    tabFrom(anchor, event);
    onOpenChange(false);
  };
  return (
    <BasePopover.Root
      open={open}
      onOpenChange={(next, details) => {
        if (!next && details.reason === 'outside-press' && isPressOn(anchor.current, details.event)) details.cancel();
        else onOpenChange(next);
      }}
    >
      <BasePopover.Portal>
        <BasePopover.Positioner anchor={anchor} sideOffset={6} align={align} className="z-50">
          <BasePopover.Popup
            {...focusBack}
            onKeyDown={onKeyDown}
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
