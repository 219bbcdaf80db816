import { z } from 'zod';
import { RULE_PLACES, type RuleContent } from '@/lib/incident-rules/schema';
import { RULE_VERBS, type RulePlaceName, type RuleVersionView } from '@/lib/incident-rules/types';
import { INCIDENT_KINDS, LEVELS } from '@/lib/incidents/types';
import type { IncidentRuleVersion } from '@/prisma/generated/client';

/** What a version keeps of its rule. What was said once is shown as it was said, whatever may be asked for today. */
const contentSchema = z.object({
  name: z.string(),
  patterns: z.array(z.string()),
  minSeverity: z.number(),
  techniques: z.array(z.string()),
  places: z.array(z.enum(RULE_PLACES)),
  productId: z.string().nullable(),
  teamId: z.string().nullable(),
  minAlerts: z.number(),
  withinMinutes: z.number(),
  kind: z.enum(INCIDENT_KINDS),
  impact: z.enum(LEVELS),
  urgency: z.enum(LEVELS),
  title: z.string(),
  note: z.string(),
});

export type PlaceOf = (rule: Pick<RuleContent, 'productId' | 'teamId'>) => RulePlaceName;

/** A version as a reader sees it; none of one that says what nobody can read any more. */
export function versionOf(row: IncidentRuleVersion, placeOf: PlaceOf): readonly RuleVersionView[] {
  const content = contentSchema.safeParse(row.content);
  const verb = RULE_VERBS.find((one) => one === row.verb);
  if (!content.success || !verb) return [];
  const { note, name, productId, teamId, ...facts } = content.data;
  const place = placeOf({ productId, teamId });
  const { number, at, actorName } = row;
  return [{ ...{ number, verb, note, name }, at: at.toISOString(), by: actorName, facts: { ...facts, place } }];
}
