import { sessionRoute } from '@/lib/access/guard';
import { readTechniques } from '@/lib/incidents/file/loaders';

export const GET = sessionRoute(async (ctx) => readTechniques(ctx));
