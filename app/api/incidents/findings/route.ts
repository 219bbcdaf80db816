import { sessionRoute } from '@/lib/access/guard';
import { readFindingsLike } from '@/lib/incidents/file/loaders';

/** `?q=<number or words>` */
export const GET = sessionRoute(async (ctx, request) =>
  readFindingsLike(ctx, request.nextUrl.searchParams.get('q') ?? ''),
);
