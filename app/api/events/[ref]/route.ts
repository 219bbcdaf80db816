import { sessionRoute } from '@/lib/access/guard';
import { readEventRecord } from '@/lib/events/loaders';

export const GET = sessionRoute<{ ref: string }>((ctx, _request, { ref }) => readEventRecord(ctx, ref));
