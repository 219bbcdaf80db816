'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { Popover } from '@/components/ui/popover';

/** Lists longer than this can be searched. */
const SEARCH_FROM = 9;

type FilterOption<T extends string> = {
  readonly value: T;
  readonly label: string;
  /** Beside the label, such as a count. */
  readonly aside?: ReactNode;
};

type Props<T extends string> = {
  readonly name: string;
  readonly options: readonly FilterOption<T>[];
  readonly chosen: readonly T[];
  /** What is chosen by itself: it is not shown as a choice. */
  readonly usual?: readonly T[];
  /** Told in the order of the options, whichever was chosen first. */
  readonly onChange: (chosen: T[]) => void;
};

/** A button that says what is chosen and opens what there is to choose, any number of it. */
export function ChoiceFilter<T extends string>({ name, options, chosen, usual = [], onChange }: Props<T>) {
  const t = useTranslations('ui.filter');
  const isUsual = chosen.length === usual.length && chosen.every((one) => usual.includes(one));
  const [only] = chosen;
  const labelOf = (value: T) => options.find((one) => one.value === value)?.label ?? value;
  const summary = only !== undefined && chosen.length === 1 ? labelOf(only) : String(chosen.length);
  return (
    <Popover
      title={name}
      trigger={
        <Button size="sm" aria-pressed={!isUsual} className="max-w-56 aria-pressed:bg-accent-soft">
          <span className="truncate">{isUsual ? name : t('chosen', { name, chosen: summary })}</span>
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <Options options={options} chosen={chosen} onChange={onChange} />
    </Popover>
  );
}

type OptionsProps<T extends string> = Pick<Props<T>, 'options' | 'chosen' | 'onChange'>;

function Options<T extends string>({ options, chosen, onChange }: OptionsProps<T>) {
  const t = useTranslations('ui.filter');
  const [find, setFind] = useState('');
  const wanted = find.trim().toLowerCase();
  const shown = options.filter(({ label }) => label.toLowerCase().includes(wanted));
  const placeOf = (value: T) => options.findIndex((one) => one.value === value);
  const toggle = (value: T, on: boolean) => {
    const next = on ? [...chosen, value] : chosen.filter((one) => one !== value);
    onChange(next.sort((a, b) => placeOf(a) - placeOf(b)));
  };
  return (
    <div className="flex min-w-56 flex-col gap-1">
      {options.length >= SEARCH_FROM && (
        <Input
          aria-label={t('find')}
          placeholder={t('find')}
          value={find}
          onChange={({ target }) => setFind(target.value)}
        />
      )}
      <ul className="max-h-72 overflow-y-auto">
        {shown.map(({ value, label, aside }) => (
          <li key={value} className="flex min-h-7 items-center justify-between gap-2">
            <Checkbox
              label={label}
              checked={chosen.includes(value)}
              onCheckedChange={(checked) => toggle(value, checked)}
            />
            {aside}
          </li>
        ))}
      </ul>
    </div>
  );
}
