'use client';

import { useFormatter, useNow } from 'next-intl';
import { Tooltip } from '@/components/ui/tooltip';

/** "3 hours ago" (never "in 5 seconds": `now` may lag), with the exact time on hover and focus. `at` is an ISO 8601 instant. */
export function RelativeTime({ at }: { readonly at: string }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const date = new Date(at);
  const exact = format.dateTime(date, 'exact');
  return (
    <Tooltip
      trigger={
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable by keyboard
        <time dateTime={at} tabIndex={0} className="rounded-sm whitespace-nowrap" suppressHydrationWarning>
          {format.relativeTime(date, date > now ? date : now)}
        </time>
      }
    >
      {exact}
    </Tooltip>
  );
}
