import { sessionRoute } from '@/lib/access/guard';
import { listNotices } from '@/lib/notices/data';
import { readBefore } from '@/lib/notices/schema';

/** The person's own notices, the newest first; `before` for the next page. */
export const GET = sessionRoute((ctx, request) =>
  listNotices(ctx.actor, readBefore(request.nextUrl.searchParams.get('before'))),
);
