import { sessionRoute } from '@/lib/access/guard';
import { DomainError } from '@/lib/core/errors';
import { requireIncidentNumber } from '@/lib/incidents/schema';
import { exportTimeline, TIMELINE_FORMATS } from '@/lib/timeline/export';
import { loadTimelineAddress } from '@/lib/timeline/search-params';

/** The timeline's own address and `format=csv|jsonl|timesketch`. A GET, so that the browser writes to disk as it comes. */
export const GET = sessionRoute<{ number: string }>(async (ctx, request, { number }) => {
  const wanted = request.nextUrl.searchParams.get('format');
  const format = TIMELINE_FORMATS.find((one) => one === wanted);
  if (!format) throw new DomainError('invalid', { field: 'format' });
  return exportTimeline(ctx, requireIncidentNumber(number), loadTimelineAddress(request), format);
});
