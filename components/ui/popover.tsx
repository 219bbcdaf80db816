'use client';

import type { ReactNode } from 'react';
import { Arriving } from '@/components/ui/arriving';
import { type LazyCode, lazyOnIntent } from '@/components/ui/lazy-on-intent';
import type { PopupProps } from '@/components/ui/popover-popup';
import { type TriggerElement, useOpener } from '@/components/ui/use-opener';

const code = lazyOnIntent(() => import('@/components/ui/popover-popup'));

type Props = {
  readonly trigger: TriggerElement;
  readonly title?: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly align?: 'start' | 'center' | 'end';
  readonly className?: string;
  /** Code that what is in it needs; it waits for it by itself. */
  readonly needs?: LazyCode<object>;
  readonly children: ReactNode;
};

/** A button and what it opens beside itself, whose code comes when it is wanted. */
export function Popover({ trigger, open, onOpenChange, align = 'start', needs, ...rest }: Props) {
  const opener = useOpener({ trigger, popup: 'dialog', codes: needs ? [code, needs] : [code], open, onOpenChange });
  return (
    <>
      {opener.trigger}
      {opener.opened && (
        <Arriving code={code}>
          <Popup {...opener.opened} align={align} {...rest} />
        </Arriving>
      )}
    </>
  );
}

function Popup(props: PopupProps) {
  const { PopoverPopup } = code.use();
  return <PopoverPopup {...props} />;
}
