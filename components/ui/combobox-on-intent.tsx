'use client';

import { ChevronsUpDown, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';
import type { ComboboxProps } from '@/components/ui/combobox';
import { FIELD } from '@/components/ui/field-style';
import { intentOf, lazyOnIntent } from '@/components/ui/lazy-on-intent';

const code = lazyOnIntent(() => import('@/components/ui/combobox'));

/** A `Combobox` for the first sight of a page: until it is used its input stands alone. */
export function ComboboxOnIntent(props: ComboboxProps) {
  const [begun, setBegun] = useState<ComboboxProps['begun']>();
  if (begun === undefined) return <Waiting {...props} onBegin={setBegun} />;
  return <Begun {...props} begun={begun} />;
}

function Begun(props: ComboboxProps) {
  const { Combobox } = code.use();
  return <Combobox {...props} />;
}

type WaitingProps = ComboboxProps & { readonly onBegin: (begun: ComboboxProps['begun']) => void };

function Waiting({ label, options, value, onValueChange, placeholder, clearable, className, onBegin }: WaitingProps) {
  const t = useTranslations('ui');
  const input = useRef<HTMLInputElement>(null);
  const chosen = options.find((option) => option.value === value)?.label ?? '';
  const begin = async () => {
    await code.load();
    const typed = input.current?.value ?? chosen;
    onBegin({ typed: typed === chosen ? null : typed });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    void begin();
  };
  return (
    <div className={cn('relative', className)}>
      <input
        key={chosen}
        ref={input}
        role="combobox"
        aria-expanded={false}
        aria-haspopup="listbox"
        aria-label={label}
        autoComplete="off"
        placeholder={placeholder}
        defaultValue={chosen}
        className={cn(FIELD, 'truncate pr-8')}
        {...intentOf(code)}
        onClick={() => void begin()}
        onInput={() => void begin()}
        onKeyDown={onKeyDown}
      />
      <span className="absolute inset-y-0 right-1 flex items-center text-muted">
        {clearable && chosen ? (
          <button
            type="button"
            aria-label={t('clear')}
            className="flex size-6 items-center justify-center rounded"
            onClick={() => onValueChange(null)}
          >
            <X aria-hidden className="size-3.5" />
          </button>
        ) : (
          <ChevronsUpDown aria-hidden className="pointer-events-none mr-1.5 size-3.5" />
        )}
      </span>
    </div>
  );
}
