import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, expect, it } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { ownerUrl, withDatabase } from '@/lib/core/testing/database';
import { followIncidents } from '@/lib/duties/mutations/settle';
import { burning, tick, verbs } from '@/lib/escalation/testing/escalations';
import { acknowledgeIncident } from '@/lib/incidents/mutations/acknowledge';
import { tickClocks } from '@/lib/incidents/mutations/tick';
import { at, clocksOf, entriesOf } from '@/lib/incidents/testing/incidents';
import { bundle } from '@/scripts/lib/bundle.mjs';

withDatabase();

beforeAll(() => bundle(process.cwd(), { 'test-incident-worker': 'lib/incidents/testing/worker.ts' }));

/** What others wait for, and what they hold of incidents. */
const WAITED = 'SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = $1::regclass';
const HELD =
  "SELECT count(*)::int AS n FROM pg_locks WHERE relation = 'incident'::regclass AND pid <> pg_backend_pid()";

/** Runs `work` while writing to a table has to wait. */
async function whileLocked(table: string, work: (lock: pg.Client) => Promise<void>): Promise<void> {
  const lock = new pg.Client({ connectionString: ownerUrl() });
  await lock.connect();
  try {
    await lock.query('BEGIN');
    await lock.query(`LOCK TABLE "${table}" IN SHARE MODE`);
    await work(lock);
    await lock.query('ROLLBACK');
    // The server side of the killed process notices that nobody is there, and gives back what it held.
    await expect.poll(async () => (await lock.query<{ n: number }>(HELD)).rows[0]?.n).toBe(0);
  } finally {
    await lock.end();
  }
}

/**
 * A worker in a process of its own makes one pass and is killed with SIGKILL after it has written, before it commits: writing to
 * `table`, which comes last, has to wait.
 */
function killBeforeCommit(pass: 'clocks' | 'escalation' | 'duties', table: string, minutes: number): Promise<void> {
  return whileLocked(table, async (lock) => {
    const program = join(process.cwd(), 'dist', 'test-incident-worker.mjs');
    const args = [program, at(minutes).toISOString(), pass];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const ended = once(child, 'exit');
    const waiting = async () => (await lock.query<{ n: number }>(WAITED, [table])).rows[0]?.n;
    try {
      await expect.poll(waiting, { timeout: 30_000 }).toBe(1);
    } finally {
      child.kill('SIGKILL');
    }
    expect(await ended).toEqual([null, 'SIGKILL']);
  });
}

const marks = async (id: string) =>
  (await entriesOf(id)).filter(({ kind, data }) => kind === 'clock' && JSON.stringify(data).includes('"update"'));

it('a clock that came to its end while the worker was killed is told of once, by the next one', async () => {
  const { incident, rita, as } = await burning();
  await acknowledgeIncident(as(1), { id: incident.id });
  const notices = () => unsafeDb().notice.count({ where: { personId: rita.id, kind: 'incident_breach' } });
  await killBeforeCommit('clocks', 'notice', 31);
  expect(await marks(incident.id)).toEqual([]);
  expect(await notices()).toBe(0);
  const update = async () => (await clocksOf(incident.id)).find(({ kind }) => kind === 'update');
  expect(await update()).toMatchObject({ breachedAt: null, dueAt: at(30), stoppedAt: null });
  await Promise.all([1, 2].map(() => tickClocks(ctx(system, at(33)))));
  expect((await marks(incident.id)).map(({ data }) => data)).toEqual([
    { clock: 'update', percent: 100, dueAt: at(30).toISOString() },
  ]);
  expect(await notices()).toBe(1);
  expect(await update()).toMatchObject({ breachedAt: at(30), nextAt: null });
});

it('a step of a chain during which the worker was killed is taken once, by the next one', async () => {
  const { incident, rita } = await burning();
  const calls = () => unsafeDb().notice.count({ where: { personId: rita.id, kind: 'escalated' } });
  await killBeforeCommit('escalation', 'notice', 0);
  // The chain had begun in a transaction of its own.
  expect(await verbs(incident.id)).toEqual(['started']);
  expect(await calls()).toBe(0);
  await Promise.all([tick(0.1), tick(0.1)]);
  expect(await verbs(incident.id)).toEqual(['started', 'step']);
  expect(await calls()).toBe(1);
});

it('duties that the worker was killed over are proposed once, with their clocks', async () => {
  const { incident } = await burning();
  await killBeforeCommit('duties', 'duty_follow', 1);
  const of = async () => (await clocksOf(incident.id)).filter(({ kind }) => kind.startsWith('duty:'));
  expect(await of()).toEqual([]);
  expect(await unsafeDb().incidentDuty.count({ where: { incidentId: incident.id } })).toBe(0);
  await Promise.all([1, 2].map(() => followIncidents(ctx(system, at(2)))));
  const kinds = (await of()).map(({ kind }) => kind);
  expect(kinds.length).toBeGreaterThan(0);
  expect(new Set(kinds).size).toBe(kinds.length);
});
