'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ListedState } from '@/components/findings/use-address';
import { Input } from '@/components/ui/input';

const WAIT_MS = 250;

type Props = { readonly state: ListedState; readonly input: RefObject<HTMLInputElement | null> };

/** Free text, applied shortly after the last key. */
export function SearchBox({ state, input }: Props) {
  const t = useTranslations('findings.filters');
  const current = state.filter.q ?? '';
  const [text, setText] = useState(current);
  const sent = useRef(current);
  const { change } = state;
  useEffect(() => {
    // The address changed by itself (a view, the back button): the box follows.
    if (current !== sent.current) {
      sent.current = current;
      setText(current);
    }
  }, [current]);
  useEffect(() => {
    if (text.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text.trim();
      change({ q: text.trim() || null });
    }, WAIT_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div className="relative w-full sm:w-64">
      <Search
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 size-4 text-muted"
      />
      <Input
        ref={input}
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={text}
        className="h-7 pl-8 text-sm"
        onChange={({ target }) => setText(target.value)}
        onKeyDown={({ key, currentTarget }) => key === 'Escape' && currentTarget.blur()}
      />
    </div>
  );
}
