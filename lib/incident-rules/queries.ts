import type { z } from 'zod';
import { answerOf } from '@/lib/core/ask';
import { RequestError } from '@/lib/core/request-error';
import type { ruleSchema } from '@/lib/incident-rules/schema';
import type { RulePreview } from '@/lib/incident-rules/types';

/** What a rule would have declared of the last 30 days. @throws RequestError */
export async function askPreview(rule: z.input<typeof ruleSchema>): Promise<RulePreview> {
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify(rule) };
  const response = await fetch('/api/incidents/rules/preview', request).catch(() => null);
  if (!response) throw new RequestError('unavailable', '');
  return answerOf<RulePreview>(response);
}
