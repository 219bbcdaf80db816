import { sessionRoute } from '@/lib/access/guard';
import { readDeclareChoices } from '@/lib/incidents/loaders';

export const GET = sessionRoute(async (ctx) => readDeclareChoices(ctx));
