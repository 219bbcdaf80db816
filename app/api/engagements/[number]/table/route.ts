import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { enterFindings } from '@/lib/engagements/mutations/enter';
import { requireEngagementNumber } from '@/lib/engagements/schema';
import { readTable, TABLE_BYTES_MAX } from '@/lib/engagements/table';
import type { TakenTable } from '@/lib/engagements/table-problem';
import { wholeBody } from '@/lib/imports/body';

/** The body is a table of findings: taken whole, or refused with everything that is wrong with it. */
export const POST = sessionRoute<{ number: string }>(async (ctx, request, params): Promise<TakenTable> => {
  requirePermission(ctx, 'finding:triage');
  const number = requireEngagementNumber(params.number);
  const table = readTable(await wholeBody(request, TABLE_BYTES_MAX));
  if ('problems' in table) return { kind: 'refused', ...table };
  const { entries } = table;
  await enterFindings(ctx, { number, entries, way: 'csv', replace: true });
  return { kind: 'taken', count: entries.length };
});
