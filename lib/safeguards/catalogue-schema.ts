import { z } from 'zod';
import { AREAS } from '@/lib/safeguards/types';

/** In the four languages of the product. */
const wordsSchema = z.strictObject({
  en: z.string().min(1),
  de: z.string().min(1),
  it: z.string().min(1),
  nl: z.string().min(1),
});

/** Checks by id, one file each in checks/. */
export const CHECK_IDS = [
  'endpoint-detection',
  'host-scans',
  'log-sources',
  'alert-latency',
  'port-scans',
  'image-scans',
  'tls-grades',
  'intrusion-sensors',
  'threat-intelligence',
  'scan-cadence',
  'findings-in-time',
  'assessment-tools',
  'penetration-tests',
  'fixes-in-time',
  'privilege-sources',
  'elevations',
  'secrets-in-code',
  'pipeline-scans',
  'daily-backups',
  'backup-sites',
  'restore-tests',
  'backup-verification',
  'any-point',
  'recovery-objectives',
  'approved-registries',
  'on-call',
  'reaction-times',
  'incident-phases',
  'reviews',
  'reporting-duties',
  'audits',
  'policies-current',
  'sites-certified',
  'cloud-assessments',
  'cluster-monitoring',
  'workload-isolation',
  'benchmarks',
  'container-runtime',
  'recovery-drills',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

const proofSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('automatic'), check: z.enum(CHECK_IDS) }),
  z.strictObject({ kind: z.literal('attestation') }),
]);

/** Who answers for a promise until the organisation names a person. */
export const ROLES = ['Analyst', 'Responder', 'Engineer', 'Admin'] as const;

/** One promise: see `Terms` in types.ts for the target. */
const safeguardSchema = z.strictObject({
  id: z.string().regex(/^[A-H]\d{1,2}$/),
  promise: wordsSchema,
  owner: z.enum(ROLES),
  proof: proofSchema,
  target: z.strictObject({
    unit: z.literal('share'),
    atLeast: z.number().gt(0).max(1),
    partly: z.number().gt(0).max(1),
  }),
  /** See `Terms.days`. */
  days: z.int().positive(),
  /** Tools and records that prove it, or would: proper names. */
  sources: z.array(z.string().min(1)).min(1),
  /** What to do where it does not hold. */
  remedy: wordsSchema,
});

export const areaSchema = z.strictObject({ area: z.enum(AREAS), safeguards: z.array(safeguardSchema).min(1) });
export type Safeguard = z.infer<typeof safeguardSchema> & { readonly area: (typeof AREAS)[number] };
