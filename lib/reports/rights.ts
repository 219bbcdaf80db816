import { type Permission, type Scope, scopeOf } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import type { ReportContent, SectionId } from '@/lib/reports/content';

/** What the noun of a section asks of whoever reads it: the report asks the same. */
const SECTION_RIGHTS: Readonly<Record<SectionId, Permission>> = {
  posture: 'posture:read',
  findings: 'trend:read',
  tls: 'tls:read',
  recovery: 'backup:read',
  incidents: 'incident:read',
  controls: 'compliance:read',
  risks: 'finding:read',
  sources: 'import:read',
};

/** What a report is about: of the whole organisation no product is named. */
export type ReportPlace = { readonly teamId: string | null; readonly productIds: readonly string[] };

/** Whether a right reaches everything that a report tells of. A team without products is left to who reaches all. */
export function reaches(scope: Scope | null, { teamId, productIds }: ReportPlace): boolean {
  if (scope === null) return false;
  if (scope.products === 'all') return true;
  const { products } = scope;
  return teamId !== null && productIds.length > 0 && productIds.every((id) => products.includes(id));
}

/** The report without what the reader may not see where it comes from. @returns also how many sections are left out */
export function readable(
  ctx: Pick<Ctx, 'actor'>,
  place: ReportPlace,
  content: ReportContent,
): { readonly content: ReportContent; readonly hidden: number } {
  const sections = content.sections.filter(({ id }) => reaches(scopeOf(ctx, SECTION_RIGHTS[id]), place));
  return { content: { ...content, sections }, hidden: content.sections.length - sections.length };
}
