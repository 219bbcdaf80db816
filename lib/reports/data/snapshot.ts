import { requirePermission } from '@/lib/access/policy';
import type { Ctx, SystemActor } from '@/lib/core/context';
import type { ReportSection } from '@/lib/reports/content';
import type { Asked } from '@/lib/reports/data/asked';
import { controlsSection } from '@/lib/reports/data/controls';
import { recoverySection, sourcesSection, tlsSection } from '@/lib/reports/data/estate';
import { findingsSection } from '@/lib/reports/data/findings';
import { incidentsSection } from '@/lib/reports/data/incidents';
import { postureSection } from '@/lib/reports/data/posture';
import { risksSection } from '@/lib/reports/data/risks';

/**
 * All sections at one moment. They are read as a machine that sees everything of the place: who reads the report is asked for
 * each section's right then. What is known for today only is no part of a report of a day that has passed, nor are controls of one
 * about a team: they are judged for the whole organisation.
 */
export async function readSections(ctx: Ctx & { readonly actor: SystemActor }, asked: Asked): Promise<ReportSection[]> {
  const past = asked.day < asked.today;
  const sections = await Promise.all([
    postureSection(requirePermission(ctx, 'posture:read'), asked),
    findingsSection(requirePermission(ctx, 'trend:read'), asked, ctx.now),
    past ? null : tlsSection(requirePermission(ctx, 'tls:read'), asked.filter, ctx.now),
    past ? null : recoverySection(requirePermission(ctx, 'backup:read'), asked.filter),
    incidentsSection(requirePermission(ctx, 'incident:read'), asked),
    asked.whole ? controlsSection(requirePermission(ctx, 'compliance:read'), asked.at) : null,
    risksSection(requirePermission(ctx, 'finding:read'), asked),
    past ? null : sourcesSection(requirePermission(ctx, 'import:read'), asked.filter, ctx.now),
  ]);
  return sections.filter((section) => section !== null);
}
