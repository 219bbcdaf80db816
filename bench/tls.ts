import { fork, spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Job, type Report, reportSchema } from '@/bench/tls-scans';
import { certificatesOf, startLab } from '@/e2e/lab/lab';
import { knownOf } from '@/e2e/lab/pki/pki';
import { testssl, testsslVersion } from '@/e2e/lab/testssl';
import type { RunningServer } from '@/e2e/lab/types';
import { WORKER_ARGS } from '@/scripts/lib/worker-args.mjs';

/**
 * `npm run bench:tls`: our scanner, sslscan and testssl.sh on the same servers of the laboratory, one after the other, in one
 * run. Then 200 endpoints at once, for their time and memory.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { testssl: { type: 'string', default: 'n10,g02,o05' }, endpoints: { type: 'string', default: '200' } },
});
const RUNS = 3;
/** Of the many endpoints, as the worker does it. */
const AT_A_TIME = 6;
const GOAL = { medianMs: 800, worstMs: 5_000, faster: 100, manySeconds: 60, megabytes: 300 };

/** The scanner in a process of its own, so that its memory is told apart from the laboratory's. */
function scanApart(job: Job): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = fork(join(process.cwd(), 'dist', 'bench-tls-scans.mjs'), {
      execArgv: WORKER_ARGS,
      serialization: 'advanced',
    });
    child.once('message', (message) => resolve(reportSchema.parse(message)));
    child.once('error', reject).once('exit', (code) => reject(new Error(`the scanner ended with ${code}`)));
    child.send(job);
  });
}

function sslscanSeconds({ sni, address, port, starttls }: RunningServer): Promise<number> {
  const began = performance.now();
  const kind = starttls ? [`--starttls-${starttls === 'postgres' ? 'psql' : starttls}`] : [];
  return new Promise((resolve) => {
    const child = spawn('sslscan', ['--no-colour', `--sni-name=${sni}`, ...kind, `${address}:${port}`], {
      stdio: 'ignore',
    });
    const end = () => resolve((performance.now() - began) / 1000);
    child.once('error', () => resolve(Number.NaN)).once('close', end);
  });
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.filter(Number.isFinite).toSorted((a, b) => a - b);
  const at = sorted.length >> 1;
  const [low, high] = [sorted.length % 2 === 1 ? sorted[at] : sorted[at - 1], sorted[at]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

const figure = (value: number | undefined, digits: number, unit: string) =>
  value === undefined || Number.isNaN(value) ? '–'.padStart(9) : `${value.toFixed(digits)} ${unit}`.padStart(9);

function goal(value: number, most: number, unit: string): string {
  return `${value.toFixed(0)} ${unit} (${value <= most ? 'met' : 'MISSED'}, goal ${most})`;
}

/** Seconds by server, one after the other; a server that a scanner says nothing of is left out. */
async function oneByOne(servers: readonly RunningServer[], seconds: (server: RunningServer) => Promise<number>) {
  const found = new Map<string, number>();
  for (const server of servers) found.set(server.id, await seconds(server));
  return found;
}

/** Our middle milliseconds by server. */
function middles({ scans }: Report): ReadonlyMap<string, number> {
  const ids = [...new Set(scans.map(({ id }) => id))];
  return new Map(ids.map((id) => [id, median(scans.filter((scan) => scan.id === id).map(({ ms }) => ms))]));
}

type Seconds = ReadonlyMap<string, number>;

function printTable(ours: Report, sslscan: Seconds, slow: Seconds): void {
  console.log('  server      ours  connections  sslscan  testssl.sh');
  for (const [id, ms] of middles(ours)) {
    const connections = ours.scans.find((scan) => scan.id === id)?.connections ?? 0;
    const cells = [figure(ms, 0, 'ms'), String(connections).padStart(13), figure(sslscan.get(id), 2, 's')];
    console.log(`  ${id.padEnd(7)}${cells.join('')}${figure(slow.get(id), 1, 's').padStart(12)}`);
  }
}

function printSummary(ours: Report, sslscan: Seconds, slow: Seconds, version: string | null): void {
  const middle = middles(ours);
  const worst = Math.max(...ours.scans.map(({ ms }) => ms));
  const typical = goal(median([...middle.values()]), GOAL.medianMs, 'ms');
  console.log(`\n  ours: median ${typical}, worst ${goal(worst, GOAL.worstMs, 'ms')}`);
  console.log(`  sslscan: median ${(median([...sslscan.values()]) * 1000).toFixed(0)} ms`);
  const times = median([...slow].map(([id, seconds]) => (seconds * 1000) / (middle.get(id) ?? Number.NaN)));
  const faster = `${times.toFixed(0)} times as fast (${times >= GOAL.faster ? 'met' : 'MISSED'}, goal ${GOAL.faster})`;
  const theirs = `median ${median([...slow.values()]).toFixed(1)} s on ${slow.size} of them; ours is ${faster}`;
  console.log(`  ${version ?? 'testssl.sh'}: ${slow.size > 0 ? theirs : 'not run'}`);
}

const lab = await startLab(positionals.length > 0 ? positionals : undefined);
try {
  for (const { id, why } of lab.notRun) console.log(`  ${id} not run: ${why}`);
  const { servers } = lab;
  const pki = certificatesOf(lab);
  const known = knownOf(pki);
  const ours = await scanApart({ targets: servers, known, runs: RUNS, atATime: 1 });
  const sslscan = await oneByOne(servers, sslscanSeconds);
  const version = await testsslVersion();
  const wanted = values.testssl.split(',');
  const asked = servers.filter(({ id }) => version !== null && (values.testssl === 'all' || wanted.includes(id)));
  const slow = await oneByOne(asked, async (server) => (await testssl(server, join(pki.folder, 'root.pem'))).seconds);
  printTable(ours, sslscan, slow);
  printSummary(ours, sslscan, slow, version);
  const count = Number(values.endpoints);
  const many = Array.from({ length: Math.ceil(count / servers.length) }, () => servers)
    .flat()
    .slice(0, count);
  const crowd = await scanApart({ targets: many, known, runs: 1, atATime: AT_A_TIME });
  const memory = goal(crowd.megabytes, GOAL.megabytes, 'MB');
  console.log(`  ${many.length} endpoints: ${goal(crowd.seconds, GOAL.manySeconds, 's')}, most memory ${memory}`);
} finally {
  await lab.stop();
}
