'use client';

import {
  type ComponentProps,
  cloneElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type RefObject,
  useRef,
  useState,
} from 'react';
import { intentOf, type LazyCode } from '@/components/ui/lazy-on-intent';
import { useEver } from '@/components/ui/use-ever';

type ButtonProps = ComponentProps<'button'>;

/** A button, or a component that passes its props on to one. */
export type TriggerElement = ReactElement<ButtonProps>;

type Given = {
  readonly trigger: TriggerElement;
  readonly popup: 'menu' | 'dialog';
  /** Of the popup and of what is in it. */
  readonly codes: readonly LazyCode<object>[];
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
};

/** How a popup is told about its trigger, which is not part of it. */
export type Opened = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly anchor: RefObject<HTMLButtonElement | null>;
  /** Opened by a key: the first choice takes the focus. */
  readonly byKey: boolean;
};

/**
 * A trigger that stands in the page before the code of its popup does, and stays the same element when that arrives.
 * `opened` is null until it was opened for the first time.
 */
export function useOpener({ trigger, popup, codes, open: controlled, onOpenChange }: Given) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [own, setOwn] = useState(false);
  const [byKey, setByKey] = useState(false);
  const open = controlled ?? own;
  const ever = useEver(open);
  const change = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  const start = (key: boolean) => {
    setByKey(key);
    change(true);
  };
  const props: ButtonProps = {
    ref: anchor,
    'aria-haspopup': popup,
    'aria-expanded': open,
    ...intentOf(...codes),
    onClick: (event: MouseEvent<HTMLButtonElement>) => {
      trigger.props.onClick?.(event);
      if (open) change(false);
      else start(event.detail === 0);
    },
    onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => {
      trigger.props.onKeyDown?.(event);
      if (popup !== 'menu' || open || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
      event.preventDefault();
      start(true);
    },
  };
  const opened: Opened | null = ever ? { open, onOpenChange: change, anchor, byKey } : null;
  return { trigger: cloneElement(trigger, props), opened };
}
