import 'server-only';
import { pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { listIncidentRules } from '@/lib/incident-rules/data/list';

export async function loadIncidentRules() {
  const ctx = await pageCtx();
  requirePermission(ctx, 'incident:read');
  return { rules: await listIncidentRules(ctx.now), mayWrite: scopeOf(ctx, 'incident-rule:write') !== null };
}
