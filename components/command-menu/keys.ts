type KeyEvent = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const NAMES: Readonly<Record<string, string>> = { ' ': 'space', escape: 'esc', arrowup: 'up', arrowdown: 'down' };
const MODIFIERS = ['mod', 'alt', 'shift'] as const;

/**
 * A key press as the registry writes it: `j`, `shift+x`, `mod+k` (Ctrl or ⌘), `?`, `enter`. Shift counts for
 * letters and named keys only: on other keys it already chose the character.
 */
export function keyName(event: KeyEvent): string {
  const lower = event.key.toLowerCase();
  const name = NAMES[lower] ?? lower;
  const shift = event.shiftKey && (/^\p{L}$/u.test(event.key) || name.length > 1);
  const held = { mod: event.ctrlKey || event.metaKey, alt: event.altKey, shift };
  return [...MODIFIERS.filter((modifier) => held[modifier]), name].join('+');
}

/** Whether WCAG 2.1.4 lets a person switch it off: no modifier but shift. */
export function isSingleKey(keys: string): boolean {
  return !/(^|\+)(mod|alt)\+/.test(keys) && keys !== 'enter' && keys !== 'esc';
}

export type Match = 'full' | 'partial' | 'none';

/** Compares what was typed so far with `keys`, a sequence such as `g f`. */
export function matchKeys(typed: readonly string[], keys: string): Match {
  const wanted = keys.split(' ');
  if (typed.length > wanted.length || typed.some((key, index) => key !== wanted[index])) return 'none';
  return typed.length === wanted.length ? 'full' : 'partial';
}
