'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useShortcuts } from '@/components/command-menu/registry';
import { bind, LIST_KEYS } from '@/components/findings/desk/keys';
import type { AlertRow } from '@/lib/alerts/types';

const hrefOf = ({ number }: AlertRow) => `/alerts/${number}`;

/** Which rows are chosen and which one the keyboard is on. Rows that left the list are neither. */
export function useChoice(rows: readonly AlertRow[]) {
  const router = useRouter();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string | null>(null);
  const at = rows.findIndex(({ id }) => id === active);
  const current = rows[at];
  const chosen = rows.filter(({ id }) => ids.has(id));
  const move = (step: 1 | -1) => {
    const next = rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (next) setActive(next.id);
  };
  const toggle = (id: string) => {
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    setIds(next);
  };
  const clear = () => setIds(new Set());
  useEffect(() => {
    if (active === null) return;
    const link = document.querySelector<HTMLElement>(`[data-alert="${active}"] [data-row-link]`);
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const isAt = () => current !== undefined;
  useShortcuts([
    { ...bind(LIST_KEYS.next, () => move(1)), labelKey: 'alerts.keys.next' },
    { ...bind(LIST_KEYS.previous, () => move(-1)), labelKey: 'alerts.keys.previous' },
    { ...bind(LIST_KEYS.select, () => current && toggle(current.id), isAt), labelKey: 'alerts.keys.select' },
    { ...bind(LIST_KEYS.open, () => current && router.push(hrefOf(current)), isAt), labelKey: 'alerts.keys.open' },
    { ...bind(LIST_KEYS.close, clear, () => chosen.length > 0), labelKey: 'alerts.keys.clear' },
  ]);
  return { chosen, current, active, toggle, clear, isChosen: (id: string) => ids.has(id) };
}
