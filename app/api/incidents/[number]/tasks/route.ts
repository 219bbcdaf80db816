import { getLocale } from 'next-intl/server';
import { sessionRoute } from '@/lib/access/guard';
import { readTasks } from '@/lib/incidents/file/loaders';
import { requireIncidentNumber } from '@/lib/incidents/schema';

export const GET = sessionRoute<{ number: string }>(async (ctx, _request, { number }) =>
  readTasks(ctx, requireIncidentNumber(number), await getLocale()),
);
