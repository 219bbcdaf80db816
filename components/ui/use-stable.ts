'use client';

import { useCallback, useLayoutEffect, useRef } from 'react';

/** The same function at every drawing; called, it does what the newest `work` does. For events, not while drawing. */
export function useStable<Given extends readonly unknown[], Result>(
  work: (...given: Given) => Result,
): (...given: Given) => Result {
  const latest = useRef(work);
  useLayoutEffect(() => {
    latest.current = work;
  });
  return useCallback((...given: Given) => latest.current(...given), []);
}
