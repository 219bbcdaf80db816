import { requirePermission } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { ctx } from '@/lib/core/testing/actors';
import type { ReportContent, SectionId, SectionOf } from '@/lib/reports/content';
import { reportByNumber } from '@/lib/reports/data/list';

/** A section of a report that has to be there. */
export function section<K extends SectionId>({ sections }: ReportContent, id: K): SectionOf<K> {
  const found = sections.find((one): one is SectionOf<K> => one.id === id);
  if (!found) throw new Error(`no section ${id}`);
  return found;
}

/** A stored report as somebody reads it. */
export function readStored(actor: PersonActor, number: number, now: Date) {
  const own = ctx(actor, now);
  return reportByNumber(own, requirePermission(own, 'posture:read'), number);
}
