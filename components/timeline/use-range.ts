import { useEffect, useMemo, useRef, useState } from 'react';
import { type Range, settled } from '@/components/timeline/picture/viewport';
import type { TimelineAddress } from '@/lib/timeline/search-params';
import type { TimelineView } from '@/lib/timeline/types';

/** The hand rests so long before what it chose is asked for. */
const REST_MS = 250;

/**
 * What part of time is shown: at once what the hand chooses, and once it rests, the address.
 */
export function useRange(
  { from, to }: Pick<TimelineAddress, 'from' | 'to'>,
  { whole }: Pick<TimelineView, 'whole'>,
  onSettle: (from: Date, to: Date) => void,
): { readonly range: Range; readonly onRange: (range: Range) => void } {
  const [held, setHeld] = useState<Range | null>(null);
  const timer = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const range = useMemo(
    () =>
      held ??
      (from && to
        ? { from: from.getTime(), to: to.getTime() }
        : { from: Date.parse(whole.from), to: Date.parse(whole.to) }),
    [held, from, to, whole.from, whole.to],
  );
  const onRange = (range: Range) => {
    setHeld(range);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      const rested = settled(range);
      onSettle(new Date(rested.from), new Date(rested.to));
      setHeld(null);
    }, REST_MS);
  };
  return { range, onRange };
}
