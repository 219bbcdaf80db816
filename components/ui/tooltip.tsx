'use client';

import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';

const DELAY_MS = 400;

type Props = {
  /** An element that can take focus, with its own accessible name: a tooltip only adds to it. */
  readonly trigger: ReactElement;
  readonly children: ReactNode;
};

export function Tooltip({ trigger, children }: Props) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger delay={DELAY_MS} render={trigger} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner sideOffset={6} className="z-50">
          <BaseTooltip.Popup className="max-w-72 rounded-md bg-text px-2 py-1 text-bg text-xs shadow-md">
            {children}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
