'use client';

import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export type Tab<T extends string> = { readonly value: T; readonly label: ReactNode; readonly panel: ReactNode };

type Props<T extends string> = {
  readonly label: string;
  readonly tabs: readonly Tab<T>[];
  readonly value?: T;
  readonly onValueChange?: (value: T) => void;
};

export function Tabs<T extends string>({ label, tabs, value, onValueChange }: Props<T>) {
  return (
    <BaseTabs.Root value={value} defaultValue={value ? undefined : tabs[0]?.value} onValueChange={onValueChange}>
      <BaseTabs.List aria-label={label} className="flex gap-1 overflow-x-auto border-line border-b">
        {tabs.map((tab) => (
          <BaseTabs.Tab
            key={tab.value}
            value={tab.value}
            className="-mb-px h-control border-transparent border-b-2 px-3 text-muted hover:text-text data-active:border-accent data-active:text-text"
          >
            {tab.label}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.value} value={tab.value} className="pt-3">
          {tab.panel}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
