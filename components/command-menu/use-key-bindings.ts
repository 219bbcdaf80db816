'use client';

import { useEffect, useRef } from 'react';
import { isSingleKey, keyName, matchKeys } from '@/components/command-menu/keys';
import { activeShortcuts } from '@/components/command-menu/registry';

const SEQUENCE_MS = 1_000;
const EDITABLE =
  'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=""], [contenteditable=true]';
/** Inside these the keys belong to the widget. */
const CAPTURES = '[role=menu], [role=listbox], [role=combobox], [data-captures-keys]';

function isTyping(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(EDITABLE) || target.closest(CAPTURES)) return true;
  // Enter and space press the button or follow the link that has the focus.
  return (key === 'enter' || key === 'space') && target.closest('button, a[href], summary, [role=button]') !== null;
}

/** Listens for the keys of the registry. With `singleKeys` off only those with Ctrl, ⌘ or Alt remain. */
export function useKeyBindings(singleKeys: boolean): void {
  const typed = useRef<{ keys: string[]; at: number }>({ keys: [], at: 0 });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || (event.repeat && event.key.length > 1)) return;
      const key = keyName(event);
      if (!key.startsWith('mod+') && isTyping(event.target, key)) return;
      const fresh = event.timeStamp - typed.current.at > SEQUENCE_MS;
      const known = activeShortcuts().flatMap((shortcut) =>
        shortcut.keys.filter((keys) => singleKeys || !isSingleKey(keys)).map((keys) => ({ keys, shortcut })),
      );
      const attempts = fresh ? [[key]] : [[...typed.current.keys, key], [key]];
      for (const attempt of attempts) {
        const hit = known.find(({ keys }) => matchKeys(attempt, keys) === 'full');
        if (hit) {
          event.preventDefault();
          typed.current = { keys: [], at: 0 };
          hit.shortcut.run();
          return;
        }
        if (known.some(({ keys }) => matchKeys(attempt, keys) === 'partial')) {
          typed.current = { keys: attempt, at: event.timeStamp };
          return;
        }
      }
      typed.current = { keys: [], at: 0 };
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [singleKeys]);
}
