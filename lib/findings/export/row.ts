import { z } from 'zod';
import { locationSchema } from '@/lib/findings/detail-schema';
import { FINDING_KINDS, FINDING_STATUSES } from '@/lib/findings/types';

const instant = z.date().transform((at) => at.toISOString());

/** What is exported of a finding. Instants are ISO 8601 in UTC. */
export const exportRowSchema = z.object({
  id: z.number(),
  fingerprint: z.string(),
  product: z.string(),
  team: z.string(),
  kind: z.enum(FINDING_KINDS),
  scanner: z.string(),
  title: z.string(),
  severity: z.number(),
  status: z.enum(FINDING_STATUSES),
  reason: z.string().nullable(),
  regressed: z.boolean(),
  ruleId: z.string(),
  vulnId: z.string().nullable(),
  ids: z.array(z.string()),
  cwe: z.array(z.number()),
  cvssScore: z.number().nullable(),
  epss: z.number().nullable(),
  priority: z.number(),
  ssvc: z.number().nullable(),
  knownExploited: z.boolean().nullable(),
  fixAvailable: z.boolean().nullable(),
  location: z.string(),
  path: z.string().nullable(),
  packageName: z.string().nullable(),
  packageVersion: z.string().nullable(),
  fixVersion: z.string().nullable(),
  tags: z.array(z.string()),
  assignee: z.string().nullable(),
  firstSeenAt: instant,
  dueAt: instant.nullable(),
  statusChangedAt: instant,
  updatedAt: instant,
  /** Only where the format tells lines and addresses apart. */
  place: locationSchema.nullable(),
});
export type ExportRow = z.infer<typeof exportRowSchema>;
