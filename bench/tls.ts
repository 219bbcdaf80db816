import { fork, spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Job, type Report, reportSchema } from '@/bench/tls-scans';
import { certificatesOf, startLab } from '@/e2e/lab/lab';
import { knownOf } from '@/e2e/lab/pki/pki';
import { testssl, testsslVersion } from '@/e2e/lab/testssl';
import type { RunningServer } from '@/e2e/lab/types';

/**
 * `npm run bench:tls`: our scanner, sslscan and testssl.sh on the same servers of the laboratory, one after the other, in one
 * run. Then 200 endpoints at once, for their time and memory.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { testssl: { type: 'string', default: 'n10,g02,o05' }, endpoints: { type: 'string', default: '200' } },
});
const RUNS = 3;
const GOAL = { medianMs: 800, worstMs: 5_000, faster: 100, manySeconds: 60, megabytes: 300 };

/** The scanner in a process of its own, so that its memory is told apart from the laboratory's. */
function scanApart(job: Job): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = fork(join(process.cwd(), 'dist', 'bench-tls-scans.mjs'), { serialization: 'advanced' });
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
const verdict = (met: boolean) => (met ? 'met' : 'MISSED');

const lab = await startLab(positionals.length > 0 ? positionals : undefined);
try {
  for (const { id, why } of lab.notRun) console.log(`  ${id} not run: ${why}`);
  const known = knownOf(certificatesOf(lab));
  const root = join(certificatesOf(lab).folder, 'root.pem');
  const ours = await scanApart({ targets: lab.servers, known, runs: RUNS, atATime: 1 });
  const sslscan = new Map<string, number>();
  for (const server of lab.servers) sslscan.set(server.id, await sslscanSeconds(server));
  const slow = new Map<string, number>();
  const version = await testsslVersion();
  const asked = values.testssl === 'all' ? lab.servers.map(({ id }) => id) : values.testssl.split(',');
  for (const server of version === null ? [] : lab.servers.filter(({ id }) => asked.includes(id))) {
    slow.set(server.id, (await testssl(server, root)).seconds);
  }
  console.log('  server      ours  connections  sslscan  testssl.sh');
  const middle = new Map(
    lab.servers.map(({ id }) => [id, median(ours.scans.filter((scan) => scan.id === id).map(({ ms }) => ms))]),
  );
  for (const { id } of lab.servers) {
    const connections = ours.scans.find((scan) => scan.id === id)?.connections ?? 0;
    console.log(
      `  ${id.padEnd(7)}${figure(middle.get(id), 0, 'ms')}${String(connections).padStart(13)}${figure(sslscan.get(id), 2, 's')}${figure(slow.get(id), 1, 's').padStart(12)}`,
    );
  }
  const all = [...middle.values()];
  const worst = Math.max(...ours.scans.map(({ ms }) => ms));
  console.log(
    `\n  ours: median ${median(all).toFixed(0)} ms (${verdict(median(all) <= GOAL.medianMs)}, goal ${GOAL.medianMs}), worst ${worst.toFixed(0)} ms (${verdict(worst <= GOAL.worstMs)}, goal ${GOAL.worstMs})`,
  );
  console.log(`  sslscan: median ${(median([...sslscan.values()]) * 1000).toFixed(0)} ms`);
  if (slow.size > 0) {
    const ratios = [...slow].map(([id, seconds]) => (seconds * 1000) / (middle.get(id) ?? Number.NaN));
    console.log(
      `  ${version} on ${slow.size} of them: median ${median([...slow.values()]).toFixed(1)} s; ours is ${median(ratios).toFixed(0)} times as fast (${verdict(median(ratios) >= GOAL.faster)}, goal ${GOAL.faster})`,
    );
  } else console.log('  testssl.sh: not run, it is not installed');
  const many = Array.from({ length: Number(values.endpoints) }, (_, at) => lab.servers[at % lab.servers.length]).filter(
    (server) => server !== undefined,
  );
  const crowd = await scanApart({ targets: many, known, runs: 1, atATime: 16 });
  console.log(
    `  ${many.length} endpoints: ${crowd.seconds.toFixed(1)} s (${verdict(crowd.seconds <= GOAL.manySeconds)}, goal ${GOAL.manySeconds}), most memory ${crowd.megabytes.toFixed(0)} MB (${verdict(crowd.megabytes < GOAL.megabytes)}, goal ${GOAL.megabytes})`,
  );
} finally {
  await lab.stop();
}
