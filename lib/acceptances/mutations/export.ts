import type { RegisterFormat } from '@/lib/acceptances/register';
import { requirePermission, type Scope } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';

/** Proves the right to read the register and notes who takes it along. */
export async function beginRegisterExport(ctx: Ctx, format: RegisterFormat, query: string): Promise<Scope> {
  const scope = requirePermission(ctx, 'finding:read');
  await inTransaction(ctx, (tx) =>
    appendAudit(tx, ctx, {
      action: 'acceptance.register-exported',
      target: { kind: 'acceptance-register', id: format },
      data: { query },
    }),
  );
  return scope;
}
