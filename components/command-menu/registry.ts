'use client';

import type { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';

/** A message by its full name: `findings.verbs.confirm`. */
type MessageKey = Parameters<ReturnType<typeof useTranslations<never>>>[0];

export const SECTIONS = ['general', 'go', 'list', 'finding', 'alert', 'incident'] as const;
type Section = (typeof SECTIONS)[number];

export type Shortcut = {
  /** `noun.verb`, unique. */
  readonly id: string;
  /** `j`, `shift+x`, `mod+k`, a sequence `g f`; several, if any of them should do. Empty: palette only. */
  readonly keys: readonly string[];
  readonly labelKey: MessageKey;
  readonly section: Section;
  readonly run: () => void;
  /** Not now: neither the key nor the palette offers it. */
  readonly when?: () => boolean;
};

const owners = new Map<symbol, () => readonly Shortcut[]>();

/**
 * Registers verbs for as long as the component lives: one call feeds the key bindings, the help and the palette.
 * The newest registration of a key wins.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const owner = Symbol('shortcuts');
    owners.set(owner, () => latest.current);
    return () => {
      owners.delete(owner);
    };
  }, []);
}

/** Everything that may run now, newest registration first. */
export function activeShortcuts(): Shortcut[] {
  return [...owners.values()]
    .reverse()
    .flatMap((read) => read())
    .filter((shortcut) => shortcut.when?.() ?? true);
}
