import { sessionRoute } from '@/lib/access/guard';
import { exportObservables } from '@/lib/incidents/file/loaders';
import { requireIncidentNumber } from '@/lib/incidents/schema';

/** `?format=csv|jsonl` */
export const GET = sessionRoute<{ number: string }>(async (ctx, request, { number }) =>
  exportObservables(ctx, requireIncidentNumber(number), request.nextUrl.searchParams.get('format')),
);
