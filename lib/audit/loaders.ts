import 'server-only';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { listAudit } from '@/lib/audit/data';
import type { AuditCursor, AuditFilter } from '@/lib/audit/schema';
import type { AuditPage } from '@/lib/audit/types';

/** Which verbs the page shows; the server decides again on each. */
export type AuditRights = Readonly<Record<'export' | 'verify', boolean>>;

export async function loadAuditRights(): Promise<AuditRights> {
  const ctx = await pageCtx();
  return { export: scopeOf(ctx, 'audit:export') !== null, verify: scopeOf(ctx, 'audit:verify') !== null };
}

/** One page of the trail; null for who may not read it. */
export async function loadAudit(filter: AuditFilter, cursor: AuditCursor | null): Promise<AuditPage | null> {
  const scope = scopeOf(await pageCtx(), 'audit:read');
  return scope && listAudit(scope, filter, cursor);
}
