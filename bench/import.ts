import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cpu, countCpu, cpuText } from '@/bench/cpu';
import { benchCtx, benchProduct } from '@/bench/product';
import { importRowByRow } from '@/bench/row-by-row';
import { trivyReport } from '@/bench/trivy-report';
import { disconnect, unsafeDb } from '@/lib/core/db';
import { settleSearch } from '@/lib/findings/jobs';
import { receiveReport } from '@/lib/imports/mutations/receive';
import { endReadingThreads, readInThreads } from '@/lib/imports/reader/threads';
import { runImport } from '@/lib/imports/run';

/** Seconds: `received` until the report is kept in chunks, `worked` from there to the commit, of which `cpu` tells. */
type Run = { readonly received: number; readonly worked: number; readonly counts: string; readonly cpu: Cpu };

/** What the importing process may take, however large the report is. */
const PEAK_MB = 600;

const folder = mkdtempSync(join(tmpdir(), 'lagebild-reports-'));

/** A Trivy report as a file: making it up is no part of what is measured. */
async function reportFile(findings: number, changedFrom = findings): Promise<string> {
  const path = join(folder, `${findings}-${changedFrom}.json`);
  await writeFile(path, trivyReport(findings, changedFrom));
  return path;
}

/** Receives a report and works it. */
async function run(productId: string, report: string): Promise<Run> {
  const began = performance.now();
  const id = await receiveReport(benchCtx(), {
    productId,
    fileName: 'trivy.json',
    body: createReadStream(report, { highWaterMark: 256 * 1024 }),
    options: () => ({ scan_at: new Date() }),
  });
  const received = performance.now();
  const used = await countCpu();
  const started = performance.now();
  await runImport(benchCtx(), id, { last: true });
  const worked = (performance.now() - started) / 1000;
  const cpu = await used();
  const row = await unsafeDb().import.findUniqueOrThrow({ where: { id } });
  if (row.state !== 'done') throw new Error(`import ended as ${row.state}: ${JSON.stringify(row.error)}`);
  const counts = [row.newCount, row.updatedCount, row.fixedCount, row.reopenedCount, row.unchangedCount].join('/');
  return { received: (received - began) / 1000, worked, counts, cpu };
}

function say(name: string, findings: number, { received, worked, counts, cpu }: Run, baseline?: number): void {
  const whole = received + worked;
  const rate = (seconds: number) => `${Math.round(findings / seconds)}/s`;
  const parts = `received ${received.toFixed(2)} s + worked ${worked.toFixed(2)} s (${rate(worked)})`;
  const against = baseline === undefined ? '' : `  ${(baseline / whole).toFixed(1)} × baseline`;
  console.log(`${name.padEnd(30)} end to end ${whole.toFixed(2)} s ${rate(whole)}  ${parts}  ${counts}${against}`);
  console.log(`${''.padEnd(30)} ${cpuText(cpu)}`);
}

async function small(findings: number): Promise<void> {
  await run(await benchProduct('warm-up'), await reportFile(2_000));
  const baselineRows = Math.min(findings, 2_000);
  const baselineReport = await reportFile(baselineRows);
  const baselineProduct = await benchProduct('baseline');
  const began = performance.now();
  await importRowByRow(baselineProduct, () => createReadStream(baselineReport));
  const baseline = ((performance.now() - began) / 1000) * (findings / baselineRows);
  console.log(`${'row by row'.padEnd(30)} ${baseline.toFixed(2)} s for ${findings}, from ${baselineRows}  (baseline)`);
  const productId = await benchProduct('small');
  const steps: [string, string][] = [
    ['first', await reportFile(findings)],
    ['identical', await reportFile(findings)],
    ['5 % changed', await reportFile(findings, Math.round(findings * 0.95))],
    ['all closed', await reportFile(0)],
  ];
  for (const [name, report] of steps) {
    say(`${name} ${findings}`, findings, await run(productId, report), baseline);
  }
  // By now the code of reading is compiled, as in a worker that has been at work for a while.
  const again = await run(await benchProduct('warm'), await reportFile(findings));
  say(`first ${findings}, warm`, findings, again, baseline);
}

async function large(findings: number): Promise<void> {
  const productId = await benchProduct('large');
  const report = await reportFile(findings);
  say(`first ${findings} (${Math.round(statSync(report).size / 1e6)} MB)`, findings, await run(productId, report));
  say(`identical ${findings}`, findings, await run(productId, report));
}

// As the worker does: in threads, and beside its imports.
readInThreads(new URL('./report-reader.mjs', import.meta.url));
const settling = setInterval(() => settleSearch().catch(console.error), 10_000);

const [, , size = 'small', findings = '10000'] = process.argv;
await (size === 'large' ? large(Number(findings)) : small(Number(findings)));
clearInterval(settling);
await settleSearch();
await endReadingThreads();
await disconnect();
rmSync(folder, { recursive: true });
const peak = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(`${'peak memory'.padEnd(30)} ${peak} MB resident, at most ${PEAK_MB}`);
process.exit(peak > PEAK_MB ? 1 : 0);
