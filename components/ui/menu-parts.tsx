'use client';

import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import Link from 'next/link';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { cn } from '@/components/ui/cn';
import { POPUP, POPUP_ITEM } from '@/components/ui/field-style';
import { tabFrom, useFocusBack } from '@/components/ui/use-focus-back';
import type { Opened } from '@/components/ui/use-opener';

export type PopupProps = Opened & {
  readonly align: 'start' | 'end';
  readonly className?: string;
  readonly children: ReactNode;
};

export function MenuPopup({ open, onOpenChange, anchor, byKey, align, className, children }: PopupProps) {
  const focusBack = useFocusBack(anchor);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Tab') return;
    tabFrom(anchor, event);
    onOpenChange(false);
  };
  return (
    <BaseMenu.Root open={open} onOpenChange={onOpenChange}>
      <BaseMenu.Portal>
        <BaseMenu.Positioner anchor={anchor} sideOffset={6} align={align} className="z-50">
          <BaseMenu.Popup {...focusBack} onKeyDown={onKeyDown} className={cn(POPUP, 'min-w-44', className)}>
            {byKey && <FirstFocused />}
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

/** Moves the focus from the menu to its first choice, as after a trigger of the library's own. */
function FirstFocused() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let frame = 0;
    // The choices may arrive after the menu.
    const attempt = () => {
      const first = mark.current?.parentElement?.querySelector('[role^=menuitem]');
      if (first instanceof HTMLElement) first.focus();
      else frame = requestAnimationFrame(attempt);
    };
    frame = requestAnimationFrame(attempt);
    return () => cancelAnimationFrame(frame);
  }, []);
  return <span ref={mark} hidden />;
}

export type ItemProps = {
  readonly onSelect: () => void;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly children: ReactNode;
};

export function MenuItem({ onSelect, disabled, danger, children }: ItemProps) {
  return (
    <BaseMenu.Item
      disabled={disabled}
      onClick={onSelect}
      className={cn(POPUP_ITEM, danger && 'text-missed-ink [&_svg]:text-missed-ink')}
    >
      {children}
    </BaseMenu.Item>
  );
}

export type LinkProps = { readonly href: string; readonly children: ReactNode };

export function MenuLink({ href, children }: LinkProps) {
  return (
    <BaseMenu.LinkItem render={<Link href={href} />} closeOnClick className={POPUP_ITEM}>
      {children}
    </BaseMenu.LinkItem>
  );
}

export function MenuDownload({ href, children }: LinkProps) {
  return (
    <BaseMenu.LinkItem
      render={
        <a href={href} download>
          {children}
        </a>
      }
      closeOnClick
      className={POPUP_ITEM}
    />
  );
}

export type ChoiceProps<T extends string> = {
  readonly label: ReactNode;
  readonly options: readonly { readonly value: T; readonly label: ReactNode }[];
  readonly value: T;
  readonly onValueChange: (value: T) => void;
  /** The menu closes with the choice; open it stays where several choices are made together. */
  readonly closes?: boolean;
};

export function MenuChoice<T extends string>({ label, options, value, onValueChange, closes = false }: ChoiceProps<T>) {
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className="px-2 pt-1.5 pb-0.5 text-muted text-xs">{label}</BaseMenu.GroupLabel>
      <BaseMenu.RadioGroup value={value} onValueChange={onValueChange}>
        {options.map((option) => (
          <BaseMenu.RadioItem
            key={option.value}
            value={option.value}
            closeOnClick={closes}
            className={cn(POPUP_ITEM, 'relative pr-8')}
          >
            {option.label}
            <BaseMenu.RadioItemIndicator className="absolute right-2.5">
              <Check aria-hidden />
            </BaseMenu.RadioItemIndicator>
          </BaseMenu.RadioItem>
        ))}
      </BaseMenu.RadioGroup>
    </BaseMenu.Group>
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="my-1 h-px bg-line" />;
}
