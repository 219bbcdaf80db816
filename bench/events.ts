import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '@/bench/measure';
import { benchProduct } from '@/bench/product';
import type { TokenCtx } from '@/lib/access/guard';
import { disconnect, pgPool } from '@/lib/core/db';
import { receiveEvents } from '@/lib/events/incoming';
import { WORKER_ARGS } from '@/scripts/lib/worker-args.mjs';

/** Deliveries at a time, and events in each: senders that gather for a second or so. */
const SENDERS = 4;
const AT_ONCE = 500;
const GOAL = 5_000;
const BASELINE_SECONDS = 3;

const ctxOf = (productId: string): TokenCtx => ({
  actor: { kind: 'token', id: 'bench', name: 'bench', productId, scopes: ['event:ingest'] },
  now: new Date(),
  requestId: randomUUID(),
});

const NAMES = ['Terminal shell in container', 'Read sensitive file untrusted', 'Contact K8S API Server From Container'];

/** A record as Falco sends it, about 900 bytes, of one of 200 pods or of one that is named. */
function record(pod?: string): string {
  const n = Math.floor(Math.random() * 200);
  const id = randomUUID();
  return JSON.stringify({
    uuid: id,
    hostname: `node-${n % 12}`,
    output: `A shell was spawned in a container (user=user-${n % 40} k8s.ns=team-${n % 20} k8s.pod=web-${n} cmdline=sh -c uptime ${id})`,
    priority: 'Notice',
    rule: NAMES[n % NAMES.length],
    source: 'syscall',
    tags: ['container', 'mitre_execution', 'shell', 'T1059'],
    time: new Date().toISOString().replace('Z', '123456Z'),
    output_fields: {
      'container.id': id.slice(0, 12),
      'container.image.repository': 'registry.example/web',
      'container.image.tag': `1.${n}`,
      'evt.type': 'execve',
      'k8s.ns.name': `team-${n % 20}`,
      'k8s.pod.name': pod ?? `web-${n}`,
      'proc.cmdline': `sh -c uptime ${n}`,
      'proc.pname': 'runc',
      'user.name': `user-${n % 40}`,
    },
  });
}

function requestOf(records: readonly string[], sender: string): Request {
  const address = `http://localhost/api/v1/events/falco?sender=${sender}`;
  return new Request(address, { method: 'POST', body: records.join('\n') });
}

type Sent = { readonly events: number; readonly times: readonly number[]; readonly seconds: number };

async function send(productId: string, seconds: number): Promise<Sent> {
  const times: number[] = [];
  let events = 0;
  const began = performance.now();
  const sender = async (name: string) => {
    while (performance.now() - began < seconds * 1000) {
      const records = Array.from({ length: AT_ONCE }, () => record());
      const sentAt = performance.now();
      const receipt = await receiveEvents(ctxOf(productId), requestOf(records, name), 'falco');
      times.push(performance.now() - sentAt);
      events += receipt.events;
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, (_, n) => sender(`sender-${n}`)));
  return { events, times: times.toSorted((a, b) => a - b), seconds: (performance.now() - began) / 1000 };
}

/** Milliseconds from the sending of an event to its alert, one a second, while the goal's rate comes in beside it. */
async function latencies(productId: string, seconds: number): Promise<readonly number[]> {
  const worker = fork(join(process.cwd(), 'dist', 'bench-events-look.mjs'), { execArgv: WORKER_ARGS });
  const began = performance.now();
  const load: Promise<unknown>[] = [];
  const waits: Promise<number>[] = [];
  for (let sent = 0; sent < (seconds * GOAL) / AT_ONCE; sent += 1) {
    const records = Array.from({ length: AT_ONCE }, () => record());
    load.push(receiveEvents(ctxOf(productId), requestOf(records, `sender-${sent % SENDERS}`), 'falco'));
    if (sent % (GOAL / AT_ONCE) === 0) waits.push(untilAlert(productId, `marked-${sent}`));
    await pause(Math.max(0, began + ((sent + 1) * AT_ONCE * 1000) / GOAL - performance.now()));
  }
  const times = await Promise.all(waits);
  await Promise.all(load);
  worker.disconnect();
  await once(worker, 'exit');
  return times.toSorted((a, b) => a - b);
}

async function untilAlert(productId: string, pod: string): Promise<number> {
  const began = performance.now();
  await receiveEvents(ctxOf(productId), requestOf([record(pod)], 'marked'), 'falco');
  const isThere = `SELECT 1 FROM alert WHERE product_id = $1 AND entity->>'pod' = $2`;
  while ((await pgPool().query(isThere, [productId, pod])).rowCount === 0) await pause(20);
  return performance.now() - began;
}

/** The baseline: the raw record as jsonb, one INSERT and one commit an event, as small tools of this kind do it. */
async function oneByOne(): Promise<number> {
  const client = await pgPool().connect();
  await client.query('CREATE TABLE one_by_one (at timestamptz, record jsonb)');
  const began = performance.now();
  let events = 0;
  while (performance.now() - began < BASELINE_SECONDS * 1000) {
    await client.query('INSERT INTO one_by_one VALUES (now(), $1)', [record()]);
    events += 1;
  }
  await client.query('DROP TABLE one_by_one');
  client.release();
  return events / ((performance.now() - began) / 1000);
}

async function main(): Promise<void> {
  const seconds = Number(process.argv[2] ?? 20);
  const productId = await benchProduct('events');
  await send(productId, 2);
  const baseline = await oneByOne();
  const { events, times, seconds: took } = await send(productId, seconds);
  const rate = events / took;
  console.log(`${'one by one'.padEnd(30)} ${Math.round(baseline)}/s  (baseline)`);
  console.log(
    `${`deliveries of ${AT_ONCE}`.padEnd(30)} ${Math.round(rate)}/s  ${(rate / baseline).toFixed(1)} × baseline  ` +
      `${rate >= GOAL ? 'met' : 'MISSED'}, goal ${GOAL}/s  answered p50 ${percentile(times, 50).toFixed(0)} ms  ` +
      `p95 ${percentile(times, 95).toFixed(0)} ms`,
  );
  await pgPool().query('DELETE FROM event_todo');
  const waits = await latencies(productId, seconds);
  console.log(
    `${'event to alert'.padEnd(30)} p50 ${percentile(waits, 50).toFixed(0)} ms  p95 ${percentile(waits, 95).toFixed(0)} ms  at ${GOAL}/s beside it`,
  );
  const { rows } = await pgPool().query<{ bytes: number }>(`
    SELECT (SELECT sum(pg_total_relation_size(relid)) FROM (
      SELECT relid FROM pg_partition_tree('event') UNION ALL SELECT relid FROM pg_partition_tree('event_pack')) AS parts)
      / (SELECT count(*) FROM event) AS bytes`);
  console.log(
    `${'on disk'.padEnd(30)} ${Math.round(Number(rows[0]?.bytes))} bytes an event, indexes and raw record included`,
  );
  await disconnect();
}

await main();
