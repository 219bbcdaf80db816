import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { auditRow } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { Adoption } from '@/lib/imports/apply/adopt';
import { decideChanges } from '@/lib/imports/apply/change';
import { lockMerge, type Waiting } from '@/lib/imports/apply/locks';
import { pickFindings } from '@/lib/imports/apply/pick';
import type { ReportRow } from '@/lib/imports/apply/row';
import { Staging } from '@/lib/imports/apply/staging';
import { type WriteInput, writeChanges } from '@/lib/imports/apply/write';
import type { ImportCounts, ImportWarning } from '@/lib/imports/types';

export type MergeInput = {
  readonly importId: string;
  /** Only the newest attempt at an import may merge: a worker that was thought dead is refused. */
  readonly attempt: number;
  readonly productId: string;
  readonly scanner: string;
  readonly target: string;
  readonly format: string;
  readonly scanAt: Date;
  readonly complete: boolean;
  readonly slaDays: readonly (number | null)[];
  readonly warnings: readonly ImportWarning[];
  /** The moment now, where `ctx.now` is the attempt's start: for how long it took. */
  readonly clock: () => Date;
  readonly waiting: Waiting;
};

/** The import was cancelled, or another attempt has taken it: nothing was written. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

type SourceRow = { readonly id: string; readonly last_complete_at: Date | null };

const KNOWN_SOURCE = 'SELECT id, last_complete_at FROM source WHERE product_id = $1 AND scanner = $2 AND target = $3';
const NEW_SOURCE = 'INSERT INTO source (id, product_id, scanner, target) VALUES ($1, $2, $3, $4)';
const MINE = `SELECT FROM import WHERE id = $1 AND attempts = $2 AND state = 'running'`;

const SOURCE_SEEN = `
  UPDATE source SET last_import_at = $2, last_scan_at = greatest(last_scan_at, $3),
    last_complete_at = CASE WHEN $4 THEN greatest(last_complete_at, $3) ELSE last_complete_at END
  WHERE id = $1`;

const COUNTS = `
  SELECT coalesce(sum(n) FILTER (WHERE change = 'new'), 0)::int AS new,
    coalesce(sum(n) FILTER (WHERE change = 'updated'), 0)::int AS updated,
    coalesce(sum(n) FILTER (WHERE change = 'fixed'), 0)::int AS fixed,
    coalesce(sum(n) FILTER (WHERE change = 'reopened'), 0)::int AS reopened,
    coalesce(sum(n) FILTER (WHERE change = 'unchanged'), 0)::int AS unchanged
  FROM (SELECT change, cardinality(finding_ids) AS n FROM import_set WHERE import_id = $1) q`;

const DUPLICATES = 'SELECT (count(*) - count(DISTINCT fingerprint))::int AS n FROM stage_key';

/** An older report than the newest complete one tells nothing about today: it is kept, and changes nothing. */
const OLDER = `
  INSERT INTO import_set (import_id, change, finding_ids)
  SELECT $1, 'unchanged', array_agg(DISTINCT f.id ORDER BY f.id)
  FROM stage_key k JOIN finding f ON f.product_id = $2 AND f.fingerprint = k.fingerprint HAVING count(*) > 0`;

const FINISH = `
  UPDATE import SET state = 'done', finished_at = $3, source_id = $4, format = $5, target = $6, scan_at = $7, error = NULL,
    warnings = $8, new_count = $9, updated_count = $10, fixed_count = $11, reopened_count = $12, unchanged_count = $13,
    complete = $14
  WHERE id = $1 AND attempts = $2 AND state = 'running' AND cancel_asked_at IS NULL`;

const AUDIT = `
  INSERT INTO audit_entry (at, actor_kind, actor_id, actor_name, session_id, action, target_kind, target_id, product_id,
    text, mac) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

/** Reads the report to its end and hands its findings on in batches, in order; `add` may be called again before it is done. */
export type ReadReport = (add: (rows: readonly ReportRow[]) => Promise<void>) => Promise<readonly ImportWarning[]>;

/**
 * Reads and applies a report in one transaction: all of it, or nothing. Merges into one product follow one another;
 * people's decisions on the same findings are waited for, in order of id. Call under the source's lock.
 * @throws Superseded when the import was cancelled or taken by another attempt, and whatever `read` throws
 */
export async function mergeReport(
  client: pg.ClientBase,
  ctx: Ctx,
  input: MergeInput,
  read: ReadReport,
): Promise<ImportCounts> {
  await client.query('BEGIN; SET LOCAL jit = off');
  try {
    const counts = await merge(client, ctx, input, read);
    await client.query('COMMIT');
    return counts;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function merge(client: pg.ClientBase, ctx: Ctx, input: MergeInput, read: ReadReport): Promise<ImportCounts> {
  const source = await ownSource(client, input);
  const older = source.lastCompleteAt !== null && input.scanAt < source.lastCompleteAt;
  const write = { ...input, sourceId: source.id, sourceLabel: `${input.scanner} ${input.target}`.trim(), now: ctx.now };
  const staging = await Staging.open(
    client,
    input.importId,
    source.isNew ? null : { productId: input.productId, sourceId: source.id },
  );
  const adoption = new Adoption(client, write);
  const told = await read(async (rows) => {
    await staging.add(rows);
    if (!older) await adoption.upTo(staging.count);
  });
  await lockMerge(client, input.productId, input.waiting);
  // A newer attempt that was faster has left rows which this one would stumble over.
  const mine = await client.query(MINE, [input.importId, input.attempt]);
  if (mine.rowCount !== 1) throw new Superseded();
  if (older) await client.query(OLDER, [input.importId, input.productId]);
  else await apply(client, write);
  const counted = await client.query<ImportCounts>(COUNTS, [input.importId]);
  const counts = counted.rows[0];
  if (!counts) throw new Error('counts are missing');
  const warnings = [...told, ...input.warnings, ...(await ownWarnings(client, older))];
  await finish(client, ctx, input, source.id, counts, warnings);
  return counts;
}

type OwnSource = { readonly id: string; readonly lastCompleteAt: Date | null; readonly isNew: boolean };

async function ownSource(client: pg.ClientBase, { productId, scanner, target }: MergeInput): Promise<OwnSource> {
  const known = await client.query<SourceRow>(KNOWN_SOURCE, [productId, scanner, target]);
  const row = known.rows[0];
  if (row) return { id: row.id, lastCompleteAt: row.last_complete_at, isNew: false };
  const id = randomUUID();
  await client.query(NEW_SOURCE, [id, productId, scanner, target]);
  return { id, lastCompleteAt: null, isNew: true };
}

async function apply(client: pg.ClientBase, input: WriteInput): Promise<void> {
  await pickFindings(client, { ...input, closes: input.complete });
  await decideChanges(client, input);
  await writeChanges(client, input);
  await client.query(SOURCE_SEEN, [input.sourceId, input.now, input.scanAt, input.complete]);
}

async function ownWarnings(client: pg.ClientBase, older: boolean): Promise<ImportWarning[]> {
  const { rows } = await client.query<{ n: number }>(DUPLICATES);
  const duplicates = rows[0]?.n ?? 0;
  return [
    ...(duplicates > 0 ? [{ code: 'equal_records', count: duplicates, example: '' }] : []),
    ...(older ? [{ code: 'older_report', count: 1, example: '' }] : []),
  ];
}

async function finish(
  client: pg.ClientBase,
  ctx: Ctx,
  input: MergeInput,
  sourceId: string,
  counts: ImportCounts,
  warnings: readonly ImportWarning[],
): Promise<void> {
  const { rowCount } = await client.query(FINISH, [
    input.importId,
    input.attempt,
    input.clock(),
    sourceId,
    input.format,
    input.target,
    input.scanAt,
    JSON.stringify(warnings),
    counts.new,
    counts.updated,
    counts.fixed,
    counts.reopened,
    counts.unchanged,
    input.complete,
  ]);
  if (rowCount !== 1) throw new Superseded();
  const row = auditRow(ctx, {
    action: 'import.applied',
    target: { kind: 'import', id: input.importId },
    productId: input.productId,
    data: { ...counts, scanner: input.scanner, target: input.target },
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
