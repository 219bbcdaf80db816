'use client';

import { ArrowDownUp } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, MenuChoice } from '@/components/ui/menu';

type Props<T extends string> = {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly onValueChange: (order: T) => void;
};

/** The order that a list is in, and the others to choose. */
export function OrderMenu<T extends string>({ label, options, value, onValueChange }: Props<T>) {
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" variant="ghost">
          <ArrowDownUp aria-hidden />
          {options.find((one) => one.value === value)?.label}
        </Button>
      }
    >
      <MenuChoice label={label} value={value} options={options} onValueChange={onValueChange} />
    </Menu>
  );
}
