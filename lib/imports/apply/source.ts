import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { BACKUP_SCANNER } from '@/lib/imports/backup-source';
import { DRIFT_SCANNER } from '@/lib/imports/drift-source';
import { ENGAGEMENT_SCANNER, ENGAGEMENT_TARGET } from '@/lib/imports/engagement-source';
import { RETIRED_FORMAT } from '@/lib/imports/retired-source';
import type { SourceKey } from '@/lib/imports/source-key';
import { TLS_SCANNER } from '@/lib/imports/tls-source';
import { expectedAfter } from '@/lib/tls/data/source';

const KNOWN = `
  SELECT id, last_complete_at FROM source WHERE product_id = $1 AND scanner = $2 AND target = $3 AND branch = $4
    AND image = $5 AND environment = $6 AND service = $7`;

const NEW = `
  INSERT INTO source (product_id, scanner, target, branch, image, environment, service, id, expect_every_hours)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

const SEEN = `
  UPDATE source SET last_import_at = $2, image_ref = CASE WHEN last_scan_at > $3 THEN image_ref ELSE $5 END,
    last_scan_at = greatest(last_scan_at, $3),
    last_complete_at = CASE WHEN $4 THEN greatest(last_complete_at, $3) ELSE last_complete_at END,
    retired_at = CASE WHEN $6 THEN $2::timestamptz END
  WHERE id = $1`;

type SourceRow = { readonly id: string; readonly last_complete_at: Date | null };

type NewSource = SourceKey & { readonly importId: string };

export type OwnSource = { readonly id: string; readonly lastCompleteAt: Date | null; readonly isNew: boolean };

const WEEK_HOURS = 168;

/** Hours between reports; 0: of a penetration test no second one is expected. */
async function expectedEvery(client: pg.ClientBase, { scanner, target, importId }: NewSource): Promise<number> {
  if (scanner === TLS_SCANNER) return expectedAfter(client, importId);
  // Evaluated all the time, reported when something changes.
  if (scanner === BACKUP_SCANNER || scanner === DRIFT_SCANNER) return 0;
  return scanner === ENGAGEMENT_SCANNER && ENGAGEMENT_TARGET.test(target) ? 0 : WEEK_HOURS;
}

function values({ productId, scanner, target, branch, image, environment, service }: SourceKey): string[] {
  return [productId, scanner, target, branch, image, environment, service];
}

/** The source of a report, made where it is the first one. Call under the product's merge lock. */
export async function ownSource(client: pg.ClientBase, key: NewSource): Promise<OwnSource> {
  const known = await client.query<SourceRow>(KNOWN, values(key));
  const row = known.rows[0];
  if (row) return { id: row.id, lastCompleteAt: row.last_complete_at, isNew: false };
  const id = randomUUID();
  await client.query(NEW, [...values(key), id, await expectedEvery(client, key)]);
  return { id, lastCompleteAt: null, isNew: true };
}

type Seen = {
  readonly sourceId: string;
  readonly now: Date;
  readonly scanAt: Date;
  readonly complete: boolean;
  /** The image with its tag or digest, as this report has it. */
  readonly imageRef: string;
  readonly format: string;
};

/** Keeps that a report of the source took effect. */
export async function sourceSeen(client: pg.ClientBase, seen: Seen): Promise<void> {
  await client.query(SEEN, [
    seen.sourceId,
    seen.now,
    seen.scanAt,
    seen.complete,
    seen.imageRef,
    seen.format === RETIRED_FORMAT,
  ]);
}
