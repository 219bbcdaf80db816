import { useEffect, useRef, useState } from 'react';
import { type Range, settled } from '@/components/timeline/picture/viewport';
import type { TimelineAddress } from '@/lib/timeline/search-params';
import type { TimelineView } from '@/lib/timeline/types';

/** The hand rests so long before what it chose is asked for. */
const REST_MS = 250;

/**
 * What part of time is shown: at once what the hand chooses, and once it rests, the address.
 * @returns null before anything is known
 */
export function useRange(
  { from, to }: Pick<TimelineAddress, 'from' | 'to'>,
  view: Pick<TimelineView, 'from' | 'to' | 'whole'> | undefined,
  onSettle: (from: Date, to: Date) => void,
): { readonly range: Range | null; readonly onRange: (range: Range) => void } {
  const [held, setHeld] = useState<Range | null>(null);
  const timer = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const asked = from && to ? { from: from.getTime(), to: to.getTime() } : null;
  const whole = view && { from: Date.parse(view.whole.from), to: Date.parse(view.whole.to) };
  const onRange = (range: Range) => {
    setHeld(range);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      const rested = settled(range);
      onSettle(new Date(rested.from), new Date(rested.to));
      setHeld(null);
    }, REST_MS);
  };
  return { range: held ?? asked ?? whole ?? null, onRange };
}
