import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { verifyAudit } from '@/lib/audit/verify';
import { takeToken } from '@/lib/core/rate-limit';

/** A walk over everything is work: six a minute for everybody together. */
const LIMIT = { burst: 6, perSeconds: 60 };

export const POST = sessionRoute(async (ctx) => {
  requirePermission(ctx, 'audit:verify');
  await takeToken('audit-verify', LIMIT, ctx.now);
  return verifyAudit();
});
