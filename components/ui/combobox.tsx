'use client';

import { Combobox as BaseCombobox } from '@base-ui/react/combobox';
import { Check, ChevronsUpDown, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { FIELD, POPUP, POPUP_ITEM } from '@/components/ui/field-style';

export type ComboboxOption = { readonly value: string; readonly label: string };

export type ComboboxProps = {
  /** The accessible name of the input. */
  readonly label: string;
  readonly options: readonly ComboboxOption[];
  readonly value: string | null;
  /** `null`: the choice was cleared. */
  readonly onValueChange: (value: string | null) => void;
  readonly placeholder?: string;
  readonly clearable?: boolean;
  readonly disabled?: boolean;
  readonly className?: string;
  /** Opened at once, with the focus; `typed` is what is in it already, null what is chosen. */
  readonly begun?: { readonly typed: string | null };
};

/** One choice out of many, found by typing. */
export function Combobox(props: ComboboxProps) {
  const { label, options, value, onValueChange, placeholder, clearable, disabled, className, begun } = props;
  const t = useTranslations('ui');
  const selected = options.find((option) => option.value === value) ?? null;
  return (
    <BaseCombobox.Root
      items={options}
      value={selected}
      disabled={disabled}
      isItemEqualToValue={(a, b) => a.value === b.value}
      onValueChange={(next) => onValueChange(next?.value ?? null)}
      defaultOpen={begun !== undefined}
      defaultInputValue={begun?.typed ?? undefined}
    >
      <BaseCombobox.InputGroup className={cn('relative', className)}>
        <BaseCombobox.Input
          aria-label={label}
          placeholder={placeholder}
          autoFocus={begun !== undefined}
          className={cn(FIELD, 'truncate pr-8')}
        />
        <span className="absolute inset-y-0 right-1 flex items-center text-muted">
          {clearable && selected ? (
            <BaseCombobox.Clear aria-label={t('clear')} className="flex size-6 items-center justify-center rounded">
              <X aria-hidden className="size-3.5" />
            </BaseCombobox.Clear>
          ) : (
            <ChevronsUpDown aria-hidden className="pointer-events-none mr-1.5 size-3.5" />
          )}
        </span>
      </BaseCombobox.InputGroup>
      <BaseCombobox.Portal>
        <BaseCombobox.Positioner sideOffset={4} className="z-50">
          <BaseCombobox.Popup className={cn(POPUP, 'w-(--anchor-width) min-w-56')}>
            <BaseCombobox.Empty className="px-2 py-1.5 text-muted empty:hidden">{t('noMatch')}</BaseCombobox.Empty>
            <BaseCombobox.List>
              {(option: ComboboxOption) => (
                <BaseCombobox.Item key={option.value} value={option} className={cn(POPUP_ITEM, 'relative pr-8')}>
                  <span className="truncate">{option.label}</span>
                  <BaseCombobox.ItemIndicator className="absolute right-2.5">
                    <Check aria-hidden />
                  </BaseCombobox.ItemIndicator>
                </BaseCombobox.Item>
              )}
            </BaseCombobox.List>
          </BaseCombobox.Popup>
        </BaseCombobox.Positioner>
      </BaseCombobox.Portal>
    </BaseCombobox.Root>
  );
}
