'use client';

import { useState } from 'react';

/** Whether it is or ever was so: what is shown once stays mounted, so that it can fade and keep its focus rules. */
export function useEver(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever || now;
}
