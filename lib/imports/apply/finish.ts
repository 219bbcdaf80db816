import type pg from 'pg';
import { auditRow } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import type { MergeInput } from '@/lib/imports/apply/merge';
import { Superseded } from '@/lib/imports/apply/superseded';
import { sourceLabel } from '@/lib/imports/source-name';
import type { ImportCounts, ImportWarning, Outlook } from '@/lib/imports/types';

/** Warnings of the report's reader, and of its comparison with what is known. */
export type Told = { readonly read: readonly ImportWarning[]; readonly own: readonly ImportWarning[] };

/** What a report has changed, or would. */
export type Merged = { readonly sourceId: string; readonly counts: ImportCounts; readonly told: Told };

const FINISH = `
  UPDATE import SET state = 'done', finished_at = $3, source_id = $4, format = $5, target = $6, scan_at = $7, error = NULL,
    branch = $15, image = $16, environment = $17, service = $18,
    warnings = $8, new_count = $9, updated_count = $10, fixed_count = $11, reopened_count = $12, unchanged_count = $13,
    complete = $14, reading_digest = $19, reading = $20
  WHERE id = $1 AND attempts = $2 AND state = 'running' AND cancel_asked_at IS NULL`;

const AUDIT = `
  INSERT INTO audit_entry (at, actor_kind, actor_id, actor_name, session_id, action, target_kind, target_id, product_id,
    text, mac) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

const FINISH_PREVIEW = `
  UPDATE import SET state = 'previewed', finished_at = $3, format = $4, error = NULL, warnings = $5, new_count = $6,
    updated_count = $7, fixed_count = $8, reopened_count = $9, unchanged_count = $10, outlook = $11
  WHERE id = $1 AND attempts = $2 AND state = 'running' AND cancel_asked_at IS NULL`;

function figures({ counts }: Merged): number[] {
  return [counts.new, counts.updated, counts.fixed, counts.reopened, counts.unchanged];
}

function warningsOf({ warnings }: MergeInput, { told: { read, own } }: Merged): string {
  return JSON.stringify([...read, ...own, ...warnings]);
}

async function audit(
  client: pg.ClientBase,
  ctx: Ctx,
  input: MergeInput,
  verb: 'import.applied' | 'import.previewed',
  counts: ImportCounts,
): Promise<void> {
  const row = auditRow(ctx, {
    action: verb,
    target: { kind: 'import', id: input.importId },
    productId: input.productId,
    data: { ...counts, source: sourceLabel(input) },
  });
  const { at, actorKind, actorId, actorName, sessionId, action, targetKind, targetId, productId, text, mac } = row;
  await client.query(AUDIT, [
    at,
    actorKind,
    actorId,
    actorName,
    sessionId,
    action,
    targetKind,
    targetId,
    productId,
    text,
    Buffer.from(mac),
  ]);
}

/** Writes down what the import did, in its transaction. @throws Superseded */
export async function finish(client: pg.ClientBase, ctx: Ctx, input: MergeInput, merged: Merged): Promise<void> {
  const { rowCount } = await client.query(FINISH, [
    input.importId,
    input.attempt,
    input.clock(),
    merged.sourceId,
    input.format,
    input.target,
    input.scanAt,
    warningsOf(input, merged),
    ...figures(merged),
    input.complete,
    input.branch || null,
    input.imageRef || null,
    input.environment || null,
    input.service || null,
    input.reading?.digest ?? null,
    input.reading ? JSON.stringify({ ...input.reading.facts, warnings: merged.told.read }) : null,
  ]);
  if (rowCount !== 1) throw new Superseded();
  await audit(client, ctx, input, 'import.applied', merged.counts);
}

/** Writes down what the import would do, once everything of it has been taken back. @throws Superseded */
export async function finishPreview(
  client: pg.ClientBase,
  ctx: Ctx,
  input: MergeInput,
  merged: Merged,
  outlook: Outlook,
): Promise<void> {
  const own = [input.importId, input.attempt, input.clock(), input.format, warningsOf(input, merged)];
  await client.query('BEGIN');
  const { rowCount } = await client.query(FINISH_PREVIEW, [...own, ...figures(merged), JSON.stringify(outlook)]);
  if (rowCount !== 1) throw new Superseded();
  await audit(client, ctx, input, 'import.previewed', merged.counts);
  await client.query('COMMIT');
}
