import { requirePermission } from '@/lib/access/policy';
import type { Ctx, SystemActor } from '@/lib/core/context';
import type { ReportSection } from '@/lib/reports/content';
import type { Asked } from '@/lib/reports/data/asked';
import { postureSection } from '@/lib/reports/data/posture';

/**
 * All sections at one moment. They are read as a machine that sees everything of the place: who reads the report is asked for
 * each section's right then.
 */
export async function readSections(ctx: Ctx & { readonly actor: SystemActor }, asked: Asked): Promise<ReportSection[]> {
  return Promise.all([postureSection(requirePermission(ctx, 'posture:read'), asked)]);
}
