import 'server-only';
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import type { KeptReading } from '@/lib/imports/apply/merge';
import { NO_CONTENT } from '@/lib/imports/apply/write';
import type { ClaimedImport } from '@/lib/imports/mutations/attempt';
import { READER } from '@/lib/imports/reading/reader';

const readingSchema = z.object({
  format: z.string(),
  scanner: z.string(),
  target: z.string(),
  branch: z.string().optional(),
  image: z.string().optional(),
  scanAt: z.iso
    .datetime()
    .transform((at) => new Date(at))
    .optional(),
  warnings: z.array(z.object({ code: z.string(), count: z.number(), example: z.string() })),
});

/** What an earlier import of the same bytes has found out. */
export type Reading = z.infer<typeof readingSchema>;
export type Repeated = { readonly importId: string; readonly reading: Reading };

/** The facts of a report that are worth keeping: all of them strings, absent ones left out. */
export function keptReading(claimed: ClaimedImport, facts: Omit<Reading, 'warnings'>): KeptReading | null {
  const digest = digestOf(claimed);
  if (!digest) return null;
  const { scanAt, ...texts } = facts;
  return { digest, facts: { ...texts, ...(scanAt && { scanAt: scanAt.toISOString() }) } };
}

/** Everything that a report's findings come from: its bytes, what its sender said, and the reader. */
function digestOf(claimed: ClaimedImport): Buffer | null {
  const { sha256, entry, format, formatForced, target, branch, image, environment, service } = claimed;
  if (sha256 === null || entry !== null || !claimed.complete) return null;
  const forced = formatForced ? format : null;
  const parts = [READER, sha256, forced, target, branch, image, environment, service];
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

/** The newest import of the product that had the same bytes, said and read in the same way. */
export async function earlierOf(claimed: ClaimedImport): Promise<Repeated | null> {
  const digest = digestOf(claimed);
  if (!digest) return null;
  const earlier = await unsafeDb().import.findFirst({
    where: { productId: claimed.productId, readingDigest: new Uint8Array(digest), state: 'done' },
    orderBy: { finishedAt: 'desc' },
    select: { id: true, reading: true },
  });
  const reading = readingSchema.safeParse(earlier?.reading);
  return earlier && reading.success ? { importId: earlier.id, reading: reading.data } : null;
}

const NEWEST = `
  SELECT n.id FROM import e JOIN source c ON c.id = e.source_id AND c.last_complete_at = e.scan_at
  JOIN import n ON n.source_id = e.source_id AND n.state = 'done'
  WHERE e.id = $1 AND NOT EXISTS (SELECT FROM finding_source s WHERE s.source_id = e.source_id 
    AND (s.last_seen_at > e.scan_at OR (s.present AND s.content_hash = '${NO_CONTENT}')))
  ORDER BY n.finished_at DESC LIMIT 1`;

/** Whether its source has reported nothing since. Call under the product's merge lock. */
export async function isNewest(client: pg.ClientBase, importId: string): Promise<boolean> {
  const { rows } = await client.query<{ id: string }>(NEWEST, [importId]);
  return rows[0]?.id === importId;
}
