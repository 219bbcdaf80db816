import { z } from 'zod';
import { VERSIONS } from '@/lib/tls/facts';

export const OPINION_TOOLS = ['ssl-labs', 'testssl', 'sslyze', 'sslscan'] as const;

/**
 * What a tool says beside the rest: it is not done, it failed, it was asked for grades alone, it could not check something, it
 * warns, the server is exceptional, why it caps the grade, what it warns of in the grade.
 */
export const OPINION_NOTES = [
  'unfinished',
  'failed',
  'no_details',
  'not_checked',
  'warnings',
  'exceptional',
  'cap',
  'cap_warning',
] as const;

const text = z.string().max(500);

/** What another tool said of an endpoint: kept apart from our facts and our grade, and never mixed with them. */
export const opinionSchema = z.object({
  tool: z.enum(OPINION_TOOLS),
  version: text.nullable(),
  /** The guide's revision that the tool names. */
  criteria: text.nullable(),
  /** Empty where the report names no host. */
  host: text,
  port: z.number().int().nullable(),
  address: text,
  at: z.iso.datetime().nullable(),
  /** The tool's own letter; null: it gives none, or is not done. */
  grade: text.nullable(),
  gradeTrustIgnored: text.nullable(),
  protocols: z.array(z.enum(VERSIONS)),
  /** By the tool's own rule, as its findings are named when imported. `severity`: 0 (info) to 4 (critical). */
  weaknesses: z.array(z.object({ id: text, title: text, severity: z.number().int().min(0).max(4) })),
  certificate: z
    .object({
      subject: text,
      notAfter: z.iso.datetime().nullable(),
      key: text,
      signature: text,
      trusted: z.boolean().nullable(),
    })
    .nullable(),
  notes: z.array(z.object({ code: z.enum(OPINION_NOTES), detail: text })),
});

export type Opinion = z.infer<typeof opinionSchema>;
export type OpinionNote = Opinion['notes'][number];
export type OpinionCertificate = NonNullable<Opinion['certificate']>;
