import { pgPool } from '@/lib/core/db';

const DAY_MS = 86_400_000;
export const NOW = new Date('2026-11-22T12:00:00Z');
const at = (daysAgo: number) => new Date(NOW.getTime() - daysAgo * DAY_MS);

/** What became of one finding, as told by days before NOW: first sight, then each status, some with a new severity. */
export type Life = {
  readonly product: number;
  readonly severity: number;
  readonly seen: number;
  readonly turns: readonly {
    readonly daysAgo: number;
    readonly status: string;
    readonly kind: string;
    readonly severity?: number;
  }[];
};

/** Writes lives in the order of time, with the history that verbs and imports leave. */
export async function live(products: readonly string[], lives: readonly Life[]): Promise<number[]> {
  const ids: number[] = [];
  for (const { product, severity, seen, turns } of lives) {
    const { rows } = await pgPool().query<{ id: number }>(
      `INSERT INTO finding (product_id, fingerprint, kind, scanner, title, severity, rule_id, location, first_seen_at,
         status_changed_at, updated_at, due_at)
       SELECT $1, gen_random_uuid(), 'code', 'semgrep', 'Injection', s, 'rule', 'a.ts', d, d, d,
         CASE WHEN s > 1 THEN d + interval '10 days' END
       FROM (SELECT $2::smallint AS s, $3::timestamptz AS d) AS v RETURNING id`,
      [products[product], severity, at(seen)],
    );
    const id = rows[0]?.id;
    if (id === undefined) throw new Error('the finding was not made');
    ids.push(id);
    let [status, rated] = ['open', severity];
    for (const turn of turns) {
      const next = turn.severity ?? rated;
      await pgPool().query(
        'UPDATE finding SET status = $2, severity = $4, status_changed_at = $3, updated_at = $3 WHERE id = $1',
        [id, turn.status, at(turn.daysAgo), next],
      );
      const changes = { status: [status, turn.status], ...(next === rated ? {} : { severity: [rated, next] }) };
      await pgPool().query(
        `INSERT INTO finding_event (finding_id, at, kind, changes, actor_kind, actor_name, version)
         VALUES ($1, $2, $3, $4, 'system', 'test', 1)`,
        [id, at(turn.daysAgo), turn.kind, JSON.stringify(changes)],
      );
      [status, rated] = [turn.status, next];
    }
  }
  return ids;
}
