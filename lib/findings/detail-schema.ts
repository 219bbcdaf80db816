import { z } from 'zod';

const VERSIONS = ['2.0', '3.0', '3.1', '4.0'] as const;

/** `FindingDetail.cvss` as stored; what is unreadable is left out rather than shown wrong. */
export const cvssSchema = z
  .array(
    z
      .object({
        version: z.enum(VERSIONS),
        vector: z.string(),
        score: z.number().nullable(),
        source: z.string().catch(''),
      })
      .nullable()
      .catch(null),
  )
  .catch([])
  .transform((list) => list.filter((one) => one !== null));

const text = z.string().optional().catch(undefined);
const whole = z.number().int().optional().catch(undefined);

/** `FindingDetail.location` as stored. */
export const locationSchema = z
  .object({
    path: text,
    line: whole,
    endLine: whole,
    column: whole,
    symbol: text,
    url: text,
    method: text,
    parameter: text,
    host: text,
    port: whole,
    protocol: text,
    service: text,
    purl: text,
    packageName: text,
    packageVersion: text,
    packageType: text,
    image: text,
    layer: text,
    resource: text,
    namespace: text,
  })
  .catch({});
