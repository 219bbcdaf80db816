import type { KeyboardEvent } from 'react';
import { beside } from '@/components/timeline/picture/scene';
import { panned, type Range, zoomed } from '@/components/timeline/picture/viewport';
import type { TimelineView } from '@/lib/timeline/types';

type Keys = {
  readonly view: TimelineView;
  readonly range: Range;
  readonly open: string | null;
  readonly onRange: (range: Range) => void;
  readonly onWhole: () => void;
  readonly onOpen: (ref: string) => void;
};

const NEARER = 0.6;
const STEP = 0.2;

/** Keys of the picture while it has the focus: + and − zoom, arrows move, Home shows all, comma and full stop step through items. */
export function useKeys({ view, range, open, onRange, onWhole, onOpen }: Keys) {
  const step = (by: 1 | -1) => {
    const item = view.items && beside(view.items, open, by);
    if (item) onOpen(item.ref);
  };
  const verbs: Readonly<Record<string, () => void>> = {
    '+': () => onRange(zoomed(range, NEARER)),
    '=': () => onRange(zoomed(range, NEARER)),
    '-': () => onRange(zoomed(range, 1 / NEARER)),
    arrowleft: () => onRange(panned(range, -STEP)),
    arrowright: () => onRange(panned(range, STEP)),
    home: onWhole,
    ',': () => step(-1),
    '.': () => step(1),
  };
  return (event: KeyboardEvent) => {
    const verb = event.ctrlKey || event.metaKey || event.altKey ? undefined : verbs[event.key.toLowerCase()];
    if (!verb) return;
    event.preventDefault();
    verb();
  };
}
