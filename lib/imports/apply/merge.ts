import type pg from 'pg';
import type { Ctx } from '@/lib/core/context';
import { type AppraisalBasis, appraisalBasis } from '@/lib/findings/data/appraise';
import { keepBefore } from '@/lib/imports/apply/before';
import { decideChanges } from '@/lib/imports/apply/change';
import { lookUp } from '@/lib/imports/apply/existing';
import { finish, finishPreview, type Merged, type Told } from '@/lib/imports/apply/finish';
import { joinFindings, nameFindings, startJoins } from '@/lib/imports/apply/join';
import { KnownEvidence } from '@/lib/imports/apply/known-evidence';
import { lockMerge, type Waiting } from '@/lib/imports/apply/locks';
import { followMoves, tellMoves } from '@/lib/imports/apply/moved';
import { readOutlook } from '@/lib/imports/apply/outlook';
import { lockAll, pickFindings, tellMet } from '@/lib/imports/apply/pick';
import { Placing } from '@/lib/imports/apply/placing';
import { keepReach } from '@/lib/imports/apply/reached';
import type { PreparedRow } from '@/lib/imports/apply/row-batch';
import { ownSource, sourceSeen } from '@/lib/imports/apply/source';
import { spareUnreached } from '@/lib/imports/apply/spare';
import { Superseded } from '@/lib/imports/apply/superseded';
import { type WriteInput, writeChanges } from '@/lib/imports/apply/write';
import type { Reach } from '@/lib/imports/parsers/types';
import type { SourceKey } from '@/lib/imports/source-key';
import { sourceLabel } from '@/lib/imports/source-name';
import type { ImportCounts, ImportWarning } from '@/lib/imports/types';
import { dueDates } from '@/lib/sla/data/due-dates';

export type MergeInput = SourceKey & {
  /** The image with its tag or digest, as this report has it. */
  readonly imageRef: string;
  readonly reach?: () => Reach | undefined;
  readonly importId: string;
  /** Only the newest attempt at an import may merge: a worker that was thought dead is refused. */
  readonly attempt: number;
  readonly format: string;
  readonly scanAt: Date;
  readonly complete: boolean;
  /** Only say what the report would change. */
  readonly preview: boolean;
  readonly warnings: readonly ImportWarning[];
  /** Kept for the next report of the same bytes; null where those would say something else. */
  readonly reading: KeptReading | null;
  /** The moment now, where `ctx.now` is the attempt's start: for how long it took. */
  readonly clock: () => Date;
  readonly waiting: Waiting;
};

/** What is kept of reading a report; the warnings of its reader are added. */
export type KeptReading = { readonly digest: Buffer; readonly facts: Readonly<Record<string, string | null>> };

const MINE = `SELECT FROM import WHERE id = $1 AND attempts = $2 AND state = 'running'`;

const COUNTS = `
  SELECT coalesce(sum(n) FILTER (WHERE change = 'new'), 0)::int AS new,
    coalesce(sum(n) FILTER (WHERE change = 'updated'), 0)::int AS updated,
    coalesce(sum(n) FILTER (WHERE change = 'fixed'), 0)::int AS fixed,
    coalesce(sum(n) FILTER (WHERE change = 'reopened'), 0)::int AS reopened,
    coalesce(sum(n) FILTER (WHERE change = 'unchanged'), 0)::int AS unchanged
  FROM (SELECT change, cardinality(finding_ids) AS n FROM import_set WHERE import_id = $1) q`;

const REPEATS = 'SELECT coalesce(sum(occurrences - 1), 0)::int AS n FROM pick';

/** An older report than the newest complete one tells nothing about today: it is kept, and changes nothing. */
const OLDER = `
  INSERT INTO import_set (import_id, change, finding_ids)
  SELECT $1, 'unchanged', array_agg(DISTINCT id ORDER BY id) FROM unnest($2::int[]) AS id HAVING count(*) > 0`;

/** What a report's reader gives its findings to. */
export type Taker = {
  /** Takes findings in their order; called again only when it is done. */
  add(rows: readonly PreparedRow[]): Promise<void>;
  /** What the source has reported so far: what of it the report holds in the same words is counted there, and not taken. */
  readonly known: KnownEvidence;
  /** What findings are weighed by. */
  readonly basis: AppraisalBasis;
};

/** Reads the report to its end and hands its findings on in batches, in order. */
export type ReadReport = (taker: Taker) => Promise<readonly ImportWarning[]>;

/**
 * Reads and applies a report in one transaction: all of it, or nothing. Merges into one product follow one another;
 * people's decisions on the same findings are waited for, in order of id. A preview does the same and takes it back.
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
    await lockMerge(client, input.productId, input.waiting);
    const merged = await merge(client, ctx, input, read);
    if (input.preview) {
      const outlook = await readOutlook(client, input.importId);
      await client.query('ROLLBACK');
      await finishPreview(client, ctx, input, merged, outlook);
    } else {
      await finish(client, ctx, input, merged);
      await client.query('COMMIT');
    }
    return merged.counts;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function merge(client: pg.ClientBase, ctx: Ctx, input: MergeInput, read: ReadReport): Promise<Merged> {
  const source = await ownSource(client, input);
  const older = source.lastCompleteAt !== null && input.scanAt < source.lastCompleteAt;
  const dueAt = await dueDates(client, input.productId, input.scanAt, ctx.now);
  const basis = await appraisalBasis(input.productId, { first: input.scanAt, now: ctx.now });
  const write = { ...input, sourceId: source.id, sourceLabel: sourceLabel(input), now: ctx.now, dueAt };
  const known = source.isNew ? KnownEvidence.none() : await KnownEvidence.load(client, source.id, input.scanAt);
  const told = older
    ? await sight(client, write, { known, basis }, read)
    : await apply(client, write, { placing: await Placing.open(client, write, known), basis }, read, () =>
        requireMine(client, input),
      );
  const counted = await client.query<ImportCounts>(COUNTS, [input.importId]);
  const counts = counted.rows[0];
  if (!counts) throw new Error('counts are missing');
  return { sourceId: source.id, counts, told };
}

/** A newer attempt that was faster has left rows which this one would stumble over. */
async function requireMine(client: pg.ClientBase, { importId, attempt }: MergeInput): Promise<void> {
  const mine = await client.query(MINE, [importId, attempt]);
  if (mine.rowCount !== 1) throw new Superseded();
}

function counted(code: string, count: number): ImportWarning[] {
  return count > 0 ? [{ code, count, example: '' }] : [];
}

async function apply(
  client: pg.ClientBase,
  input: WriteInput,
  { placing, basis }: { readonly placing: Placing; readonly basis: AppraisalBasis },
  read: ReadReport,
  requireOwn: () => Promise<void>,
): Promise<Told> {
  const { known, joins, aliases, fresh } = placing;
  const told = await read({ add: (rows) => placing.add(rows), known, basis });
  await placing.end();
  await requireOwn();
  await tellMet(client, placing, input.complete);
  const reach = input.reach?.();
  if (input.complete && reach) await spareUnreached(client, input.sourceId, reach);
  if (reach) await keepReach(client, input, reach);
  const mayMove = input.complete && fresh.mayHaveMoved && known.gone().length > 0;
  await startJoins(client, joins);
  if (mayMove || joins.size > 0) await lockAll(client);
  const moved = mayMove ? await followMoves(client, input.sourceId, fresh.written) : new Set<number>();
  if (joins.size > 0) await joinFindings(client, input, fresh.written);
  await nameFindings(client, input.productId, aliases);
  const picked = await pickFindings(client, input, fresh.written);
  await decideChanges(client, input, picked);
  if (moved.size > 0) await tellMoves(client);
  const made = fresh.written.filter((id) => !moved.has(id));
  if (!input.preview) await keepBefore(client, input);
  await writeChanges(client, { ...input, ...picked, made, seen: known.seen(), reached: known.reached() });
  await sourceSeen(client, input);
  const { rows } = await client.query<{ n: number }>(REPEATS);
  return { read: told, own: counted('equal_records', (rows[0]?.n ?? 0) + known.repeats()) };
}

/** Reads an older report: what of it is known, and nothing more. */
async function sight(
  client: pg.ClientBase,
  { productId, importId }: WriteInput,
  { known, basis }: Pick<Taker, 'known' | 'basis'>,
  read: ReadReport,
): Promise<Told> {
  const others: number[] = [];
  const add = async (rows: readonly PreparedRow[]) => {
    const unknown = rows.filter(({ identity }) => !known.knowsIdentity(identity));
    const found = await lookUp(
      client,
      productId,
      unknown.map(({ fingerprint }) => fingerprint),
    );
    for (const { id } of found.values()) others.push(id);
  };
  const told = await read({ add, known, basis });
  await client.query(OLDER, [importId, [...known.seen(), ...others]]);
  return { read: told, own: counted('older_report', 1) };
}
