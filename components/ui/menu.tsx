'use client';

import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import Link from 'next/link';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { POPUP, POPUP_ITEM } from '@/components/ui/field-style';

type MenuProps = {
  readonly trigger: ReactElement;
  readonly align?: 'start' | 'end';
  readonly className?: string;
  readonly children: ReactNode;
};

export function Menu({ trigger, align = 'start', className, children }: MenuProps) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner sideOffset={6} align={align} className="z-50">
          <BaseMenu.Popup className={cn(POPUP, 'min-w-44', className)}>{children}</BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

type ItemProps = {
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

export function MenuLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <BaseMenu.LinkItem render={<Link href={href} />} closeOnClick className={POPUP_ITEM}>
      {children}
    </BaseMenu.LinkItem>
  );
}

/** Leads to a file that the browser keeps; the page stays. */
export function MenuDownload({ href, children }: { readonly href: string; readonly children: ReactNode }) {
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

type ChoiceProps<T extends string> = {
  readonly label: ReactNode;
  readonly options: readonly { readonly value: T; readonly label: ReactNode }[];
  readonly value: T;
  readonly onValueChange: (value: T) => void;
  /** The menu closes with the choice; open it stays where several choices are made together. */
  readonly closes?: boolean;
};

/** One choice among a few, ticked in place. */
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

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <div className="px-2 py-1.5 text-muted text-xs">{children}</div>;
}
