'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';

type Props = {
  readonly label: string;
  /** Whether anything narrows the list. */
  readonly filtered: boolean;
  readonly onClear: () => void;
  /** A menu, at the end of the row. */
  readonly order?: ReactNode;
  readonly children: ReactNode;
};

/** What narrows a list, a way to take it all away, and the order of the list. */
export function FilterRow({ label, filtered, onClear, order, children }: Props) {
  const t = useTranslations('ui.filter');
  return (
    <search aria-label={label} className="mb-2 flex flex-wrap items-center gap-1.5">
      {children}
      {filtered && (
        <Button size="sm" variant="ghost" onClick={onClear}>
          <X aria-hidden />
          {t('clear')}
        </Button>
      )}
      {order && <span className="ml-auto">{order}</span>}
    </search>
  );
}
