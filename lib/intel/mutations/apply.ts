import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyLine } from '@/lib/imports/apply/copy-text';
import { type EpssRow, readEpss } from '@/lib/intel/read-epss';
import { type KevRow, readKev } from '@/lib/intel/read-kev';
import { unpacked } from '@/lib/intel/stream';
import { IntelError, type IntelFacts, type IntelKind } from '@/lib/intel/types';

export type Applied = IntelFacts & {
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** It says something, or is dated, other than what was known. */
  readonly isNew: boolean;
};

/** A file with less than this share of what is known is not the whole file. */
const LEAST_SHARE = 0.5;

type Merge = {
  readonly stage: string;
  readonly copy: string;
  readonly held: string;
  /** Both count what they wrote. `$1` is now. */
  readonly upsert: string;
  readonly remove: string;
};

const MERGES: Readonly<Record<IntelKind, Merge>> = {
  epss: {
    stage: 'CREATE TEMP TABLE stage_intel (cve text, score real, percentile real) ON COMMIT DROP',
    copy: 'COPY stage_intel (cve, score, percentile) FROM STDIN',
    held: 'SELECT count(*)::int AS n FROM epss',
    upsert: `
      INSERT INTO epss (cve, score, percentile)
      SELECT DISTINCT ON (cve) cve, score, percentile FROM stage_intel ORDER BY cve, score DESC
      ON CONFLICT (cve) DO UPDATE SET score = excluded.score, percentile = excluded.percentile
        WHERE (epss.score, epss.percentile) IS DISTINCT FROM (excluded.score, excluded.percentile)
      RETURNING xmax = 0 AS is_new`,
    remove: 'DELETE FROM epss e WHERE NOT EXISTS (SELECT FROM stage_intel s WHERE s.cve = e.cve)',
  },
  kev: {
    stage: `CREATE TEMP TABLE stage_intel (cve text, name text, added_on date, due_on date, ransomware boolean)
      ON COMMIT DROP`,
    copy: 'COPY stage_intel (cve, name, added_on, due_on, ransomware) FROM STDIN',
    held: 'SELECT count(*)::int AS n FROM kev WHERE withdrawn_at IS NULL',
    upsert: `
      INSERT INTO kev (cve, name, added_on, due_on, ransomware)
      SELECT DISTINCT ON (cve) cve, name, added_on, due_on, ransomware FROM stage_intel ORDER BY cve, added_on
      ON CONFLICT (cve) DO UPDATE SET name = excluded.name, added_on = excluded.added_on, due_on = excluded.due_on,
        ransomware = excluded.ransomware, withdrawn_at = NULL
        WHERE (kev.name, kev.added_on, kev.due_on, kev.ransomware, kev.withdrawn_at)
          IS DISTINCT FROM (excluded.name, excluded.added_on, excluded.due_on, excluded.ransomware, NULL)
      RETURNING xmax = 0 AS is_new`,
    remove: `UPDATE kev SET withdrawn_at = $1
      WHERE withdrawn_at IS NULL AND NOT EXISTS (SELECT FROM stage_intel s WHERE s.cve = kev.cve)`,
  },
};

async function copy(client: pg.ClientBase, into: string, lines: readonly string[]): Promise<void> {
  const stream = client.query(copyFrom(into));
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject);
    stream.on('finish', resolve);
    stream.end(lines.join(''));
  });
}

const epssLine = ({ cve, score, percentile }: EpssRow) => copyLine([cve, score, percentile]);
const kevLine = ({ cve, name, addedOn, dueOn, ransomware }: KevRow) =>
  copyLine([cve, name.replaceAll('\u0000', ''), addedOn, dueOn, ransomware]);

function stage(client: pg.ClientBase, kind: IntelKind, bytes: AsyncIterable<Uint8Array>): Promise<IntelFacts> {
  const { copy: into } = MERGES[kind];
  const whole = unpacked(bytes);
  return kind === 'epss'
    ? readEpss(whole, (rows) => copy(client, into, rows.map(epssLine)))
    : readKev(whole, (rows) => copy(client, into, rows.map(kevLine)));
}

async function countOf(client: pg.ClientBase, sql: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(sql);
  return rows[0]?.n ?? 0;
}

/**
 * Reads a file of EPSS or KEV into the transaction of `client`: all of it, or an error and nothing. Rows that say what is
 * known already are not written. What left the catalogue is kept as withdrawn.
 * @param newest the date of what is known: a file that is older is refused
 * @throws IntelError
 */
export async function applyIntel(
  client: pg.ClientBase,
  kind: IntelKind,
  bytes: AsyncIterable<Uint8Array>,
  { newest, now }: { readonly newest: Date | null; readonly now: Date },
): Promise<Applied> {
  const { stage: create, held, upsert, remove } = MERGES[kind];
  await client.query(create);
  const facts = await stage(client, kind, bytes);
  const rows = await countOf(client, 'SELECT count(*)::int AS n FROM stage_intel');
  const before = await countOf(client, held);
  if (rows === 0) throw new IntelError('empty');
  if (rows < before * LEAST_SHARE) throw new IntelError('too_few', { rows, before });
  if (newest && facts.publishedAt < newest) {
    throw new IntelError('older', { at: facts.publishedAt.toISOString(), newest: newest.toISOString() });
  }
  await client.query('CREATE INDEX ON stage_intel (cve); ANALYZE stage_intel');
  const counted = await client.query<{ added: number; changed: number }>(
    `WITH written AS (${upsert})
     SELECT count(*) FILTER (WHERE is_new)::int AS added, count(*) FILTER (WHERE NOT is_new)::int AS changed FROM written`,
  );
  const gone = await client.query(remove, kind === 'kev' ? [now] : []);
  const { added = 0, changed = 0 } = counted.rows[0] ?? {};
  const removed = gone.rowCount ?? 0;
  const isNew = added + changed + removed > 0 || facts.publishedAt.getTime() !== newest?.getTime();
  return { ...facts, rows, added, changed, removed, isNew };
}
