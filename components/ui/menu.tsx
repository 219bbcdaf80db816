'use client';

import type { ReactNode } from 'react';
import { Arriving } from '@/components/ui/arriving';
import { type LazyCode, lazyOnIntent } from '@/components/ui/lazy-on-intent';
import type { ChoiceProps, ItemProps, LinkProps, PopupProps } from '@/components/ui/menu-parts';
import { type TriggerElement, useOpener } from '@/components/ui/use-opener';

const parts = lazyOnIntent(() => import('@/components/ui/menu-parts'));

type MenuProps = {
  readonly trigger: TriggerElement;
  readonly align?: 'start' | 'end';
  readonly className?: string;
  /** Code that its choices lead to. */
  readonly needs?: LazyCode<object>;
  readonly children: ReactNode;
};

/** A button and the menu that it opens, whose code comes when it is wanted. */
export function Menu({ trigger, align = 'start', className, needs, children }: MenuProps) {
  const opener = useOpener({ trigger, popup: 'menu', codes: needs ? [parts, needs] : [parts] });
  return (
    <>
      {opener.trigger}
      {opener.opened && (
        <Arriving code={parts}>
          <Popup {...opener.opened} align={align} className={className}>
            {children}
          </Popup>
        </Arriving>
      )}
    </>
  );
}

function Popup(props: PopupProps) {
  const { MenuPopup } = parts.use();
  return <MenuPopup {...props} />;
}

export function MenuItem(props: ItemProps) {
  const { MenuItem: Part } = parts.use();
  return <Part {...props} />;
}

export function MenuLink(props: LinkProps) {
  const { MenuLink: Part } = parts.use();
  return <Part {...props} />;
}

/** Leads to a file that the browser keeps; the page stays. */
export function MenuDownload(props: LinkProps) {
  const { MenuDownload: Part } = parts.use();
  return <Part {...props} />;
}

/** One choice among a few, ticked in place. */
export function MenuChoice<T extends string>(props: ChoiceProps<T>) {
  const { MenuChoice: Part } = parts.use();
  return <Part {...props} />;
}

export function MenuSeparator() {
  const { MenuSeparator: Part } = parts.use();
  return <Part />;
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <div className="px-2 py-1.5 text-muted text-xs">{children}</div>;
}
