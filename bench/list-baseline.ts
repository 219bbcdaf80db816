import { unsafeDb } from '@/lib/core/db';
import { PAGE_SIZE } from '@/lib/findings/data/list';
import { OPEN_STATUSES } from '@/lib/findings/rules';

const OPEN = { status: { in: [...OPEN_STATUSES] } };
const COLUMNS = [
  'status',
  'severity',
  'productId',
  'kind',
  'scanner',
  'assigneeId',
  'knownExploited',
  'fixAvailable',
] as const;

/** The baseline of the list: all findings that are open, by severity; rows before the page are read and left out. */
export async function offsetPage(page: number): Promise<void> {
  await unsafeDb().finding.findMany({
    where: OPEN,
    orderBy: [{ severity: 'desc' }, { id: 'desc' }],
    skip: page * PAGE_SIZE,
    take: PAGE_SIZE + 1,
    include: { product: { select: { name: true } }, assignee: { select: { name: true } } },
  });
}

/** The baseline of its counts: count(*) GROUP BY over the table of findings, once for each dimension. */
export async function groupedCounts(): Promise<void> {
  for (const column of COLUMNS) await unsafeDb().finding.groupBy({ by: [column], where: OPEN, _count: true });
}
