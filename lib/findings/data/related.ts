import { productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import type { FindingDetailView, FindingStatus, RelatedFinding } from '@/lib/findings/types';

const SHOWN = 20;
const COUNTED = 1000;

export const relatedSelect = {
  id: true,
  title: true,
  severity: true,
  status: true,
  location: true,
  product: { select: { name: true } },
} as const;

type Row = Omit<RelatedFinding, 'productName'> & {
  readonly status: FindingStatus;
  readonly product: { readonly name: string };
};

export function toRelated({ product, ...row }: Row): RelatedFinding {
  return { ...row, productName: product.name };
}

type Subject = {
  readonly productId: string;
  readonly kind: string;
  readonly ruleId: string;
  readonly vulnId: string | null;
  readonly packageName: string | null;
};

/** The same vulnerability of the same package, else the same rule of the same kind, in other products of the scope. */
export async function elsewhere(scope: Scope, subject: Subject): Promise<FindingDetailView['elsewhere']> {
  const { productId, kind, ruleId, vulnId, packageName } = subject;
  const same = vulnId && packageName ? { vulnId, packageName } : { vulnId, ruleId, kind };
  const where = { ...same, AND: [{ productId: productFilter(scope) }, { productId: { not: productId } }] };
  const [rows, counted] = await Promise.all([
    unsafeDb().finding.findMany({
      where,
      select: relatedSelect,
      orderBy: [{ status: 'asc' }, { severity: 'desc' }, { id: 'desc' }],
      take: SHOWN,
    }),
    unsafeDb().finding.findMany({ where, select: { id: true }, take: COUNTED + 1 }),
  ]);
  const n = Math.min(counted.length, COUNTED);
  return { rows: rows.map(toRelated), total: { n, exact: counted.length <= COUNTED } };
}
