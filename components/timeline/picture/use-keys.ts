import type { KeyboardEvent } from 'react';
import { beside } from '@/components/timeline/picture/scene';
import { panned, type Range, spanOf, zoomed } from '@/components/timeline/picture/viewport';
import type { TimelineView } from '@/lib/timeline/types';

type Keys = {
  readonly view: TimelineView;
  readonly range: Range;
  readonly open: string | null;
  readonly chosen: Range | null;
  readonly onRange: (range: Range) => void;
  readonly onChoose: (range: Range | null) => void;
  readonly onToChosen: () => void;
  readonly onWhole: () => void;
  readonly onOpen: (ref: string) => void;
};

const NEARER = 0.6;
const STEP = 0.2;
/** What one press of Shift and an arrow adds to the chosen stretch. */
const GROWTH = 0.05;

/**
 * Keys of the picture while it has the focus: + and − zoom, arrows move, with Shift they choose a stretch, Enter shows it, Escape
 * lets it go, Home shows all, comma and full stop step through items.
 */
export function useKeys({ view, range, open, chosen, onRange, onChoose, onToChosen, onWhole, onOpen }: Keys) {
  const step = (by: 1 | -1) => {
    const item = view.items && beside(view.items, open, by);
    if (item) onOpen(item.ref);
  };
  const grow = (sign: 1 | -1) => {
    const by = spanOf(range) * GROWTH;
    const middle = (range.from + range.to) / 2;
    const { from, to } = chosen ?? { from: middle, to: middle };
    onChoose(sign === 1 ? { from, to: to + by } : { from: from - by, to });
  };
  const verbs: Readonly<Record<string, () => void>> = {
    '+': () => onRange(zoomed(range, NEARER)),
    '=': () => onRange(zoomed(range, NEARER)),
    '-': () => onRange(zoomed(range, 1 / NEARER)),
    arrowleft: () => onRange(panned(range, -STEP)),
    arrowright: () => onRange(panned(range, STEP)),
    'shift+arrowleft': () => grow(-1),
    'shift+arrowright': () => grow(1),
    ...(chosen ? { enter: onToChosen, escape: () => onChoose(null) } : {}),
    home: onWhole,
    ',': () => step(-1),
    '.': () => step(1),
  };
  return (event: KeyboardEvent) => {
    const key = event.key.toLowerCase();
    // Plus is typed with Shift on many keyboards: only arrows mean something else with it.
    const pressed = event.shiftKey && key.startsWith('arrow') ? `shift+${key}` : key;
    const verb = event.ctrlKey || event.metaKey || event.altKey ? undefined : verbs[pressed];
    if (!verb) return;
    event.preventDefault();
    verb();
  };
}
