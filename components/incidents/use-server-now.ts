'use client';

import { useEffect, useState } from 'react';
import { ServerClock } from '@/components/incidents/server-now';

const clock = new ServerClock(() => performance.now());
const SECOND_MS = 1000;

/** The server's time, counting on by seconds. `told`: ISO 8601, of the last answer; also what is shown before the browser counts. */
export function useServerNow(told: string): Date {
  const [now, setNow] = useState(() => new Date(told));
  useEffect(() => {
    clock.told(told);
    setNow(clock.now());
    const timer = setInterval(() => setNow(clock.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, [told]);
  return now;
}
