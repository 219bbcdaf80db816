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

export type FilterOption = {
  readonly value: string;
  readonly label: string;
  /** Beside the label, such as a count. */
  readonly aside?: ReactNode;
};

type Props = {
  readonly name: string;
  readonly options: readonly FilterOption[];
  readonly chosen: readonly string[];
  /** What is chosen by itself: it is not shown as a choice. */
  readonly usual?: readonly string[];
  readonly onChange: (chosen: string[]) => void;
};

/** A button that says what is chosen and opens what there is to choose, any number of it. */
export function ChoiceFilter({ name, options, chosen, usual = [], onChange }: Props) {
  const t = useTranslations('ui.filter');
  const isUsual = chosen.length === usual.length && chosen.every((one) => usual.includes(one));
  const [only] = chosen;
  const labelOf = (value: string) => options.find((one) => one.value === value)?.label ?? value;
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

function Options({ options, chosen, onChange }: Pick<Props, 'options' | 'chosen' | 'onChange'>) {
  const t = useTranslations('ui.filter');
  const [find, setFind] = useState('');
  const wanted = find.trim().toLowerCase();
  const shown = options.filter(({ label }) => label.toLowerCase().includes(wanted));
  const toggle = (value: string, on: boolean) =>
    onChange(on ? [...chosen, value] : chosen.filter((one) => one !== value));
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
