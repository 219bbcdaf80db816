'use client';

import { use } from 'react';

export type LazyCode<M> = {
  readonly isHere: () => boolean;
  /** Asks for the code, once; after a failure anew. */
  readonly load: () => Promise<M>;
  /** The code, for a component below `Arriving` or a `Suspense`. */
  readonly use: () => M;
};

/**
 * Code that a page does not need for its first sight. It is asked for with the first sign that it will be wanted (the
 * pointer or the focus on what opens it: `intentOf`), and whatever needs it waits inside `Arriving`. Never warm it when
 * the page is idle: that would be part of the first load again.
 */
export function lazyOnIntent<M extends object>(fetch: () => Promise<M>): LazyCode<M> {
  let code: M | null = null;
  let coming: Promise<M> | null = null;
  const load = () => {
    coming ??= fetch().then(
      (arrived) => {
        code = arrived;
        return arrived;
      },
      (error: unknown) => {
        coming = null;
        throw error;
      },
    );
    return coming;
  };
  return { isHere: () => code !== null, load, use: () => code ?? use(load()) };
}

/** Spread over what opens it: asks for the code before the click is over. A failure is told where the code is used. */
export function intentOf(...codes: readonly LazyCode<object>[]) {
  const warm = () => {
    for (const code of codes) code.load().catch(() => undefined);
  };
  return { onPointerEnter: warm, onPointerDown: warm, onFocus: warm };
}
