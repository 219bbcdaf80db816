'use client';

import { useFormatter, useNow } from 'next-intl';
import { Tooltip } from '@/components/ui/tooltip';

/** Milliseconds that our `now` may be behind. */
const LAG = 120_000;

/** "3 hours ago", "in 8 hours", with the exact time on hover and focus. `at` is an ISO 8601 instant. */
export function RelativeTime({ at }: { readonly at: string }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const date = new Date(at);
  const ahead = date.getTime() - now.getTime();
  const exact = format.dateTime(date, 'exact');
  return (
    <Tooltip
      trigger={
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable by keyboard
        <time dateTime={at} tabIndex={0} className="rounded-sm whitespace-nowrap" suppressHydrationWarning>
          {/* What has just happened never lies in the future. */}
          {format.relativeTime(date, ahead > 0 && ahead < LAG ? date : now)}
        </time>
      }
    >
      {exact}
    </Tooltip>
  );
}
