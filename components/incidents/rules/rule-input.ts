import type { z } from 'zod';
import { textOf } from '@/components/incidents/verbs/form-dialog';
import type { RuleChoices } from '@/lib/incident-rules/data/list';
import { RULE_PLACES, ruleSchema } from '@/lib/incident-rules/schema';
import type { IncidentKind, Level } from '@/lib/incidents/types';

/** What the selects of the form say. */
export type RuleDraft = {
  readonly minSeverity: string;
  /** A product's or a team's id, `everywhere`, or nothing yet. */
  readonly where: string | null;
  readonly kind: IncidentKind;
  readonly impact: Level;
  readonly urgency: Level;
};

export type RuleInput = z.input<typeof ruleSchema>;

/** What the form says, as the server takes it. */
export function inputOf(form: FormData, draft: RuleDraft, { products, teams }: RuleChoices): RuleInput {
  const { minSeverity, where, kind, impact, urgency } = draft;
  const has = (list: RuleChoices['products']) => list.find(({ id }) => id === where)?.id ?? null;
  return {
    ...{ kind, impact, urgency, minSeverity: Number(minSeverity), productId: has(products), teamId: has(teams) },
    ...{ name: textOf(form, 'name'), title: textOf(form, 'title') },
    patterns: textOf(form, 'patterns')
      .split(/\s*\n\s*/)
      .filter(Boolean),
    techniques: textOf(form, 'techniques')
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
    places: RULE_PLACES.filter((place) => form.get(`place-${place}`) !== null),
    minAlerts: Number(textOf(form, 'minAlerts')),
    withinMinutes: Number(textOf(form, 'withinMinutes')),
  };
}

/** The fields that are wrong, by the server's own rules. */
export function wrongParts(input: RuleInput, { where }: RuleDraft): ReadonlySet<string> {
  const parsed = ruleSchema.safeParse(input);
  const found = parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0]));
  return new Set([...found, ...(where === null ? ['where'] : [])]);
}
