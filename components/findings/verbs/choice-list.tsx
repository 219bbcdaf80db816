'use client';

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { KeyboardEvent } from 'react';
import { Kbd } from '@/components/ui/kbd';

type Props<T extends string> = {
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly value: T | null;
  readonly onValueChange: (value: T) => void;
};

/** Choices of which each has a digit. */
export function ChoiceList<T extends string>({ label, choices, value, onValueChange }: Props<T>) {
  return (
    <RadioGroup aria-label={label} value={value} onValueChange={(next) => next !== null && onValueChange(next)}>
      {choices.map((one, index) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: Base UI renders the input inside the label
        <label key={one.value} className="flex min-h-8 items-center gap-2">
          <Radio.Root
            value={one.value}
            className="flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong data-checked:border-accent data-checked:bg-accent"
          >
            <Radio.Indicator className="size-1.5 rounded-full bg-accent-ink" />
          </Radio.Root>
          <span className="flex-1">{one.label}</span>
          <span aria-hidden>
            <Kbd>{index + 1}</Kbd>
          </span>
        </label>
      ))}
    </RadioGroup>
  );
}

/** The choice that a digit means, pressed anywhere but in a field that takes text; undefined where it means none. */
export function chosenByKey<T>(event: KeyboardEvent, choices: readonly T[]): T | undefined {
  const { target, key, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey || !/^[1-9]$/.test(key)) return undefined;
  const typing = target instanceof Element && target.matches('textarea, input:not([type=radio]):not([type=checkbox])');
  return typing ? undefined : choices[Number(key) - 1];
}
