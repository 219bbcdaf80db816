import { beforeAll, expect, test } from 'vitest';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { waitingForLocks } from '@/lib/core/testing/locks';
import { foldCounts } from '@/lib/findings/mutations/fold-counts';

withDatabase();

let productId: string;

beforeAll(async () => {
  ({ productId } = await aProduct());
});

const DAY = (day: number) => `2026-11-${String(day).padStart(2, '0')}T10:00:00Z`;

async function insert(count: number, severity: number, day: number): Promise<number[]> {
  const { rows } = await pgPool().query<{ id: number }>(
    `INSERT INTO finding (product_id, fingerprint, kind, scanner, title, severity, rule_id, location, first_seen_at,
       status_changed_at, updated_at)
     SELECT $1, gen_random_uuid(), 'code', 'semgrep', 'SQL injection', $2, 'rule', 'src/a.ts:3', $3, $3, $3
     FROM generate_series(1, $4) RETURNING id`,
    [productId, severity, DAY(day), count],
  );
  return rows.map(({ id }) => id);
}

const BOUNDS = 'cvss_most, epss_most, priority_most, due_first';

/** Folded levels together with what is not folded yet say as much as the tally; no finding lies beyond a bound. */
async function compareLevels(dimensions: string): Promise<void> {
  const levels: readonly (readonly [from: string, key: string])[] = [
    ['finding_cell', dimensions.replace('assignee_id, ', '')],
    ['finding_total', dimensions.replace('product_id, ', '').replace('assignee_id, ', '')],
    ['(SELECT * FROM finding_tally WHERE folded) AS t', dimensions],
  ];
  for (const [table, key] of levels) {
    const held = `(SELECT ${key}, n, ${BOUNDS} FROM ${table}
      UNION ALL SELECT ${key}, n, ${BOUNDS} FROM finding_tally WHERE NOT folded) AS held`;
    const counted = await pgPool().query(
      `SELECT ${key}, sum(n)::int AS n FROM ${held} GROUP BY ${key} HAVING sum(n) <> 0 ORDER BY ${key}`,
    );
    const real = await pgPool().query(`SELECT ${key}, count(*)::int AS n FROM finding GROUP BY ${key} ORDER BY ${key}`);
    expect(counted.rows, table).toEqual(real.rows);
    const { rows } = await pgPool().query<{ beyond: string | null; cells: number }>(
      `SELECT count(*)::int AS cells, string_agg(concat_ws(' ', cvss, epss, priority, due), ', ') FILTER (WHERE
         cvss > cvss_most OR epss > epss_most OR priority > priority_most OR due < due_first) AS beyond
       FROM (SELECT ${key}, max(COALESCE(cvss_score, -1)) AS cvss, max(COALESCE(epss, -1)) AS epss, max(priority) AS priority,
           min(COALESCE(due_at, 'infinity')) AS due FROM finding GROUP BY ${key}) AS f
       JOIN LATERAL (SELECT max(cvss_most) AS cvss_most, max(epss_most) AS epss_most, max(priority_most) AS priority_most,
           min(due_first) AS due_first FROM ${held}
         WHERE ${key
           .split(', ')
           .map((one) => `held.${one} IS NOT DISTINCT FROM f.${one}`)
           .join(' AND ')}) AS bound ON TRUE`,
    );
    expect(rows, table).toEqual([{ cells: real.rows.length, beyond: null }]);
  }
}

/** What the counts say, and what the table says. */
async function compare() {
  const key = `product_id, status, severity, kind, scanner, assignee_id, known_exploited, fix_available`;
  const counted = await pgPool().query(
    `SELECT ${key}, sum(n)::int AS n FROM finding_tally GROUP BY ${key} HAVING sum(n) <> 0 ORDER BY ${key}`,
  );
  const real = await pgPool().query(`SELECT ${key}, count(*)::int AS n FROM finding GROUP BY ${key} ORDER BY ${key}`);
  expect(counted.rows).toEqual(real.rows);
  await compareLevels(key);
  const days = await pgPool().query(
    `SELECT first_seen_on::text AS day, product_id, status, severity, sum(n)::int AS n FROM finding_day
     GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0 ORDER BY 1, 2, 3, 4`,
  );
  const realDays = await pgPool().query(
    `SELECT utc_day(first_seen_at)::text AS day, product_id, status, severity, count(*)::int AS n FROM finding
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
  );
  expect(days.rows).toEqual(realDays.rows);
  const flow = await pgPool().query(
    `SELECT severity, sum(CASE WHEN change IN ('new', 'reopened', 'severity-in') THEN n ELSE -n END)::int AS n
     FROM finding_flow GROUP BY severity HAVING
       sum(CASE WHEN change IN ('new', 'reopened', 'severity-in') THEN n ELSE -n END) <> 0 ORDER BY severity`,
  );
  const open = await pgPool().query(
    'SELECT severity, count(*)::int AS n FROM finding WHERE finding_is_open(status) GROUP BY severity ORDER BY severity',
  );
  expect(flow.rows).toEqual(open.rows);
}

async function rowsOf(table: 'finding_tally' | 'finding_day' | 'finding_flow'): Promise<number> {
  const { rows } = await pgPool().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return rows[0]?.n ?? -1;
}

test('inserts, decisions, new severities, reopened and deleted findings stay counted', async () => {
  const critical = await insert(20, 4, 1);
  await insert(5, 1, 2);
  await compare();
  const some = critical.slice(0, 6);
  const at = { statusChangedAt: new Date(DAY(4)), updatedAt: new Date(DAY(4)) };
  await unsafeDb().finding.updateMany({ where: { id: { in: some } }, data: { status: 'fixed', ...at } });
  await compare();
  await unsafeDb().finding.updateMany({ where: { id: { in: some.slice(0, 2) } }, data: { status: 'open', ...at } });
  await unsafeDb().finding.updateMany({ where: { status: 'open', severity: 1 }, data: { severity: 3, ...at } });
  await unsafeDb().finding.updateMany({ where: { status: 'fixed' }, data: { severity: 2 } });
  await compare();
  await unsafeDb().finding.updateMany({
    where: { severity: 4 },
    data: { firstSeenAt: new Date('2026-10-31T23:59:00Z') },
  });
  await unsafeDb().finding.deleteMany({ where: { id: { in: critical.slice(0, 10) } } });
  await compare();
});

test('the flow tells how many were open at the end of a day', async () => {
  const ids = await insert(8, 0, 10);
  await unsafeDb().finding.updateMany({
    where: { id: { in: ids.slice(0, 3) } },
    data: { status: 'false_positive', statusChangedAt: new Date(DAY(12)) },
  });
  const openOn = async (day: number) => {
    const { rows } = await pgPool().query<{ n: number }>(
      `SELECT sum(CASE WHEN change IN ('new', 'reopened', 'severity-in') THEN n ELSE -n END)::int AS n
       FROM finding_flow WHERE severity = 0 AND "on" <= $1`,
      [DAY(day)],
    );
    return rows[0]?.n;
  };
  expect(await openOn(9)).toBeNull();
  expect(await openOn(11)).toBe(8);
  expect(await openOn(12)).toBe(5);
});

test('a change that no count depends on appends nothing', async () => {
  await insert(3, 2, 3);
  const rows = () => Promise.all([rowsOf('finding_tally'), rowsOf('finding_day'), rowsOf('finding_flow')]);
  const before = await rows();
  await unsafeDb().finding.updateMany({ data: { title: 'reworded', epss: null } });
  expect(await rows()).toEqual(before);
});

test('a score or a date that passes the bound of its cell appends a row that counts nothing', async () => {
  await insert(6, 2, 3);
  const appended = async (data: object) => {
    const before = await rowsOf('finding_tally');
    await unsafeDb().finding.updateMany({ where: { severity: 2, status: 'open' }, data });
    await compare();
    return (await rowsOf('finding_tally')) - before;
  };
  for (const data of [{ epss: 0.5 }, { cvssScore: 9.8 }, { priority: 70 }, { dueAt: new Date(DAY(9)) }]) {
    expect(await appended(data)).toBe(1);
  }
  for (const data of [{ epss: 0.4 }, { cvssScore: null }, { priority: 2 }, { dueAt: null }]) {
    expect(await appended(data)).toBe(0);
  }
});

/** Decides on what nobody else is at, gives it another severity, assignee or day, adds some and takes some away. */
async function work(salt: number): Promise<void> {
  const mine = `WHERE id IN (SELECT id FROM finding WHERE (id + $1) % 3 = 0 ORDER BY id FOR UPDATE SKIP LOCKED)`;
  for (let turn = salt; turn < salt + 6; turn++) {
    await insert(3, turn % 5, 1 + (turn % 20));
    await pgPool().query(
      `UPDATE finding SET severity = (id + $1) % 5, known_exploited = (id % 4 = 0), fix_available = NULL,
         cvss_score = (id * $1) % 11, epss = NULLIF((id + $1) % 7, 3) / 7.0, priority = (id * 31 + $1 * 17) % 900,
         due_at = CASE WHEN (id + $1) % 3 > 0 THEN now() + (id * $1) % 90 * interval '1 day' END,
         status = (enum_range(NULL::finding_status))[1 + (id + $1) % 8], acceptance_id = product_id,
         first_seen_at = first_seen_at - ($1 % 2) * interval '1 day' ${mine}`,
      [turn],
    );
    await pgPool().query(`DELETE FROM finding ${mine} AND id % 11 = 0`, [turn]);
  }
}

test('counts stay right while many write and two fold at once', async () => {
  await insert(120, 3, 5);
  let writing = true;
  const fold = async () => {
    while (writing) await foldCounts();
  };
  const folds = [fold(), fold()];
  await Promise.all([1, 8, 15, 22].map(work));
  writing = false;
  await Promise.all(folds);
  await compare();
  await foldCounts();
  await compare();
});

test('what was changed and taken back is not counted', async () => {
  const before = await rowsOf('finding_tally');
  const client = await pgPool().connect();
  await client.query(
    `BEGIN; UPDATE finding SET severity = 4 - severity; DELETE FROM finding WHERE id % 2 = 0; ROLLBACK`,
  );
  client.release();
  expect(await rowsOf('finding_tally')).toBe(before);
  await compare();
});

test('wrong counts are noticed, and counted anew', async () => {
  await insert(4, 1, 7);
  await unsafeDb().findingTally.updateMany({ where: { severity: 1 }, data: { n: 99 } });
  await unsafeDb().findingDay.deleteMany({ where: { severity: 1 } });
  await expect(compare()).rejects.toThrow();
  await pgPool().query('SELECT recount_findings()');
  await compare();
});

test('counting anew waits for a fold that is under way', async () => {
  await insert(4, 1, 7);
  const fold = await pgPool().connect();
  const columns = 'product_id, status, severity, kind, scanner, assignee_id, known_exploited, fix_available';
  await fold.query(`BEGIN;
    WITH gone AS (DELETE FROM finding_tally RETURNING *)
    INSERT INTO finding_tally (${columns}, n) SELECT ${columns}, sum(n) FROM gone GROUP BY ${columns}`);
  const counting = pgPool().query('SELECT recount_findings()');
  await expect.poll(waitingForLocks).toBe(1);
  await fold.query('COMMIT');
  fold.release();
  await counting;
  await compare();
});

test('whoever writes a finding, its words are title, location, rule, package and ids in lower case', async () => {
  const words = async (id: number | undefined) => {
    const { rows } = await pgPool().query<{ words: string }>(
      `SELECT string_agg(token, ' ' ORDER BY token) AS words FROM search_token
       WHERE id = ANY((SELECT tokens FROM finding WHERE id = $1)::int[])`,
      [id],
    );
    return rows[0]?.words;
  };
  const [id] = await insert(1, 2, 3);
  expect(await words(id)).toBe('injection rule sql src/a.ts:3');
  await unsafeDb().finding.update({ where: { id }, data: { ids: ['CVE-2026-1', 'GHSA-X'], packageName: 'Left-Pad' } });
  expect(await words(id)).toBe('cve-2026-1 ghsa-x injection left-pad rule sql src/a.ts:3');
});
