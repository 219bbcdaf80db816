import type { Json } from '@/lib/core/json';
import { matches } from '@/lib/detection/matches';
import { readRule } from '@/lib/detection/rule';
import type { CorrelationRule, EventRule } from '@/lib/detection/types';

const HEAD = `title: Test
id: 8a7bdc1c-2f2a-4f0e-9f5f-8d1f5b0a7c11
description: A rule of a test.
author: Test
level: low
`;

/** A rule on CloudTrail's records with this detection, in YAML. */
export function eventRuleOf(detection: string, placeholders = {}): EventRule {
  const body = detection.replace(/^/gm, '  ');
  const rule = readRule(
    'test.yml',
    `${HEAD}logsource:\n  product: aws\n  service: cloudtrail\ndetection:\n${body}\n`,
    placeholders,
  );
  if (rule.kind !== 'event') throw new Error('not a rule on events');
  return rule;
}

/** A correlation, in YAML; its references stay as they are written. */
export function correlationRuleOf(correlation: string): CorrelationRule {
  const rule = readRule('test.yml', `${HEAD}correlation:\n${correlation.replace(/^/gm, '  ')}\n`);
  if (rule.kind !== 'correlation') throw new Error('not a correlation');
  return rule;
}

/** Whether a detection finds something in a record with these members. */
export function finds(detection: string, members: { readonly [key: string]: Json }, placeholders = {}): boolean {
  const raw = { eventSource: 'x', eventName: 'y', ...members };
  return matches(eventRuleOf(detection, placeholders), { event: {}, raw, shape: 'aws-cloudtrail' });
}
