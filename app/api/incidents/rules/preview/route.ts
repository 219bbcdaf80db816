import { sessionRoute } from '@/lib/access/guard';
import { parse } from '@/lib/core/parse';
import { readRulePreview } from '@/lib/incident-rules/loaders';
import { ruleSchema } from '@/lib/incident-rules/schema';

/** What a rule that is being written would have declared of the last 30 days; the body is the rule. */
export const POST = sessionRoute(async (ctx, request) =>
  readRulePreview(ctx, parse(ruleSchema, await request.json().catch(() => null))),
);
