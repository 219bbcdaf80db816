import 'server-only';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { listIncidentRules, previewRule, ruleChoices } from '@/lib/incident-rules/data/list';
import type { RuleContent } from '@/lib/incident-rules/schema';

/** The rules, and for what the reader may make some; null: for nothing. */
export async function loadIncidentRules() {
  const ctx = await pageCtx();
  const write = scopeOf(ctx, 'incident-rule:write');
  return {
    rules: await listIncidentRules(requirePermission(ctx, 'incident:read'), ctx.now),
    choices: write && (await ruleChoices(write)),
  };
}

export function readRulePreview(ctx: PersonCtx, rule: RuleContent) {
  requirePermission(ctx, 'incident-rule:write');
  return previewRule(requirePermission(ctx, 'alert:read'), rule, ctx.now);
}
