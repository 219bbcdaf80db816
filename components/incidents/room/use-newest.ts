'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Pixels from the end at which a reader still follows what comes. */
const NEAR = 48;

/**
 * Keeps a scrolling list at its newest line while the reader is there, and counts what came while they read further up.
 * @param newest number of the newest line
 * @param sending how many own ones are on their way: those are followed in any case
 */
export function useNewest(newest: number, sending: number) {
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const [seen, setSeen] = useState(newest);
  const toNewest = () => {
    follows.current = true;
    box.current?.scrollTo({ top: box.current.scrollHeight });
    setSeen(newest);
  };
  useLayoutEffect(() => {
    if (!follows.current) return;
    box.current?.scrollTo({ top: box.current.scrollHeight });
    setSeen(newest);
  }, [newest]);
  useEffect(() => {
    if (sending === 0) return;
    follows.current = true;
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [sending]);
  const onScroll = () => {
    const { current } = box;
    if (!current) return;
    follows.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR;
    if (follows.current) setSeen(newest);
  };
  return { box, fresh: Math.max(0, newest - seen), toNewest, onScroll };
}
