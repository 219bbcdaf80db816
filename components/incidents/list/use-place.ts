'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useShortcuts } from '@/components/command-menu/registry';
import { bind, LIST_KEYS } from '@/components/findings/desk/keys';
import type { IncidentRow } from '@/lib/incidents/view-types';

/** Which row the keyboard is on: moved by keys, opened by one. A row that left the list is none. */
export function usePlace(rows: readonly IncidentRow[]) {
  const router = useRouter();
  const [active, setActive] = useState<string | null>(null);
  const at = rows.findIndex(({ id }) => id === active);
  const current = rows[at];
  const move = (step: 1 | -1) => {
    const next = rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (next) setActive(next.id);
  };
  useEffect(() => {
    if (active === null) return;
    const link = document.querySelector<HTMLElement>(`[data-incident="${active}"] [data-row-link]`);
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const open = () => current && router.push(`/incidents/${current.number}`);
  useShortcuts([
    { ...bind(LIST_KEYS.next, () => move(1)), labelKey: 'incidents.keys.next' },
    { ...bind(LIST_KEYS.previous, () => move(-1)), labelKey: 'incidents.keys.previous' },
    { ...bind(LIST_KEYS.open, open, () => current !== undefined), labelKey: 'incidents.keys.open' },
  ]);
  return active;
}
