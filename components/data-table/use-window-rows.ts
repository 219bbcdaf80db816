'use client';

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const OVERSCAN = 12;
/** What the server draws before it knows the window, in CSS pixels. */
const FIRST_WINDOW = 900;
/** Covered by the head of the table, and by the bar at the window's end. */
const COVERED = { top: 40, bottom: 72 };

type Rows = {
  readonly count: number;
  /** Of each row, in CSS pixels. */
  readonly height: number;
  /** Where the first row begins in the page. */
  readonly top: number;
};

type Range = { readonly first: number; readonly end: number };

/** The rows that a window shows, with some more around; `end` is the first that is not drawn any more. */
export function rowsWithin({ count, height, top }: Rows, scrolled: number, windowHeight: number): Range {
  const above = Math.floor((scrolled - top) / height);
  const shown = Math.ceil(windowHeight / height);
  const end = Math.min(count, Math.max(0, above + shown + 1 + OVERSCAN));
  return { first: Math.min(end, Math.max(0, above - OVERSCAN)), end };
}

/** Where the page is to be scrolled to so that nothing covers the row; as it is where nothing does. */
export function scrolledTo(index: number, { height, top }: Rows, scrolled: number, windowHeight: number): number {
  const begin = top + index * height;
  const before = begin - COVERED.top;
  const behind = begin + height + COVERED.bottom - windowHeight;
  if (scrolled > before) return Math.max(0, before);
  return Math.max(scrolled, behind);
}

/** Rows of one height in a page that scrolls: those to draw, and a way to one of them. */
export function useWindowRows({ count, height, top }: Rows): Range & { readonly scrollTo: (index: number) => void } {
  const [range, setRange] = useState(() => rowsWithin({ count, height, top: 0 }, 0, FIRST_WINDOW));
  const follow = useCallback(() => {
    const next = rowsWithin({ count, height, top }, window.scrollY, window.innerHeight);
    setRange((now) => (now.first === next.first && now.end === next.end ? now : next));
  }, [count, height, top]);
  const latest = useRef({ count, height, top });
  useLayoutEffect(() => {
    latest.current = { count, height, top };
    follow();
  }, [follow, count, height, top]);
  useEffect(() => {
    window.addEventListener('scroll', follow, { passive: true });
    window.addEventListener('resize', follow);
    return () => {
      window.removeEventListener('scroll', follow);
      window.removeEventListener('resize', follow);
    };
  }, [follow]);
  // Stays the same, so that more rows scroll nobody back.
  const scrollTo = useCallback((index: number) => {
    const to = scrolledTo(index, latest.current, window.scrollY, window.innerHeight);
    if (to !== window.scrollY) window.scrollTo({ top: to });
  }, []);
  return { first: Math.min(range.first, count), end: Math.min(range.end, count), scrollTo };
}
