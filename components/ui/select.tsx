'use client';

import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { FIELD, POPUP, POPUP_ITEM } from '@/components/ui/field-style';

type Option<T extends string> = { readonly value: T; readonly label: ReactNode; readonly disabled?: boolean };

type Props<T extends string> = {
  /** The accessible name; leave it out inside `Field`, which brings one. */
  readonly label?: string;
  readonly options: readonly Option<T>[];
  readonly value: T | null;
  readonly onValueChange: (value: T) => void;
  readonly placeholder?: string;
  readonly name?: string;
  readonly disabled?: boolean;
  readonly className?: string;
};

export function Select<T extends string>(props: Props<T>) {
  const { label, options, value, onValueChange, placeholder, name, disabled, className } = props;
  return (
    <BaseSelect.Root
      items={options}
      value={value}
      name={name}
      disabled={disabled}
      onValueChange={(next) => next !== null && onValueChange(next)}
    >
      <BaseSelect.Trigger
        aria-label={label}
        className={cn(FIELD, 'inline-flex items-center justify-between gap-2 text-left', className)}
      >
        <BaseSelect.Value className="truncate data-placeholder:text-muted" placeholder={placeholder} />
        <BaseSelect.Icon>
          <ChevronsUpDown aria-hidden className="size-3.5 text-muted" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <BaseSelect.Popup className={cn(POPUP, 'min-w-(--anchor-width)')}>
            {options.map((option) => (
              <BaseSelect.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className={cn(POPUP_ITEM, 'pr-8')}
              >
                <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                <BaseSelect.ItemIndicator className="absolute right-2.5">
                  <Check aria-hidden />
                </BaseSelect.ItemIndicator>
              </BaseSelect.Item>
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
