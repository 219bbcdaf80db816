import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { ownBulkJobs } from '@/lib/findings/data/bulk-jobs';

export const GET = sessionRoute(async (ctx) => ({
  jobs: await ownBulkJobs(requirePermission(ctx, 'finding:triage'), ctx.actor.id),
}));
