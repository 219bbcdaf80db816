import { z } from 'zod';
import { CORRELATION_TYPES } from '@/lib/detection/types';

const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'] as const;
const STATUSES = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'] as const;

const line = z.string().trim().min(1).max(300);
const prose = z.string().trim().min(1).max(4_000);
const fieldName = z.string().regex(/^[\w.@:[\]-]{1,120}$/, 'must be the name of a field');
const day = z.string().regex(/^\d{4}[-/]\d\d[-/]\d\d$/, 'must be a day: 2026-11-22');
const lines = z.array(line).max(50);

const about = {
  title: line,
  id: z.uuid('must be a UUID'),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,80}$/, 'must be small letters, digits and hyphens')
    .optional(),
  status: z.enum(STATUSES).default('experimental'),
  description: prose,
  author: line,
  license: line.default('Apache-2.0'),
  date: day.optional(),
  modified: day.optional(),
  references: z
    .array(z.url({ protocol: /^https?$/ }))
    .max(30)
    .default([]),
  related: z.array(z.strictObject({ id: z.uuid(), type: z.string() })).optional(),
  level: z.enum(LEVELS),
  tags: z
    .array(z.string().regex(/^[a-z0-9-]+\.[\w.-]+$/, 'must be like attack.t1098'))
    .max(30)
    .default([]),
  fields: z.array(fieldName).max(30).default([]),
  falsepositives: lines.default([]),
  /** Ours: what tells one alert of this rule from another, and whether it raises any. */
  lagebild: z.strictObject({ entity: z.array(fieldName).min(1).max(6), raises: z.boolean().default(true) }).optional(),
};

const word = z.string().regex(/^[a-z0-9_-]{1,60}$/);
const logsource = z
  .strictObject({
    category: word.optional(),
    product: word.optional(),
    service: word.optional(),
    definition: prose.optional(),
  })
  .refine((source) => source.category ?? source.product ?? source.service, 'must name product, category or service');

const condition = z.union([line.max(2_000), z.array(line.max(2_000)).min(1).max(20)]);

export const eventRuleSchema = z.strictObject({
  ...about,
  logsource,
  detection: z.looseObject({ condition }),
});

const timespan = z.string().regex(/^[1-9]\d{0,5}[smhd]$/, 'must be a number and s, m, h or d: 10m');
const reference = z.string().min(1).max(100);
const threshold = z.number().int().min(1).max(100_000);
const group = z.record(fieldName, z.record(reference, fieldName));

export const correlationRuleSchema = z.strictObject({
  ...about,
  correlation: z.strictObject({
    type: z.enum(CORRELATION_TYPES),
    rules: z.array(reference).min(1).max(20),
    'group-by': z.array(fieldName).min(1).max(6),
    timespan,
    condition: z
      .strictObject({ gte: threshold.optional(), gt: threshold.optional(), field: fieldName.optional() })
      .optional(),
    aliases: group.default({}),
    generate: z.boolean().default(false),
  }),
});

export const RANKS = { informational: 0, low: 1, medium: 2, high: 3, critical: 4 } as const satisfies Record<
  (typeof LEVELS)[number],
  number
>;
