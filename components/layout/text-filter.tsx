'use client';

import { useEffect, useState } from 'react';
import { useSettled } from '@/components/layout/use-settled';
import { Input } from '@/components/ui/input';

type Props = { readonly label: string; readonly current: string; readonly onSearch: (text: string) => void };

/** Free text, applied shortly after the last key; follows the address where that changes by itself. */
export function TextFilter({ label, current, onSearch }: Props) {
  const [text, setText] = useState(current);
  const settled = useSettled(text.trim(), 250);
  useEffect(() => setText(current), [current]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a settled text is applied, not a changed address
  useEffect(() => {
    if (settled !== current && settled === text.trim()) onSearch(settled);
  }, [settled]);
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      maxLength={200}
      className="h-7 w-full text-sm sm:w-52"
      onChange={({ target }) => setText(target.value)}
    />
  );
}
