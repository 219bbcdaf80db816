import { benchCtx } from '@/bench/product';
import { seeded } from '@/bench/seed-findings';
import { disconnect } from '@/lib/core/db';
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/findings/export/formats';
import { exportFindings } from '@/lib/findings/mutations/export';
import { loadListQuery } from '@/lib/findings/search-params';

const PRODUCTS = 200;
const SAMPLE_MS = 20;
const MB = 1024 * 1024;
/** What the exporting process may grow by, however many rows there are. */
const GROWTH_MB = 200;

type Taken = { readonly bytes: number; readonly seconds: number; readonly first: number; readonly growth: number };

/** Takes a whole export as a browser does, and watches the memory of the process. */
async function take(format: ExportFormat, address: string): Promise<Taken> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, SAMPLE_MS);
  const began = performance.now();
  const { sort: order, cursor: _, ...filter } = loadListQuery(address);
  const { body } = await exportFindings(benchCtx(), { filter, order, format });
  if (!body) throw new Error('an export has a body');
  let [bytes, first] = [0, 0];
  for await (const chunk of body) {
    first ||= performance.now() - began;
    bytes += chunk.length;
  }
  clearInterval(watch);
  return { bytes, first, seconds: (performance.now() - began) / 1000, growth: (peak - before) / MB };
}

const findings = Number(process.argv[2] ?? 100_000);
await seeded(findings, PRODUCTS);
// What any first use costs is not what a million rows cost.
for (const format of EXPORT_FORMATS) await take(format, '?severity=high');
let worst = 0;
for (const format of EXPORT_FORMATS) {
  const { bytes, first, seconds, growth } = await take(format, '?status=any');
  worst = Math.max(worst, growth);
  const rate = `${Math.round(findings / seconds)} rows/s, ${(bytes / MB / seconds).toFixed(1)} MB/s`;
  console.log(
    `${format.padEnd(6)} ${findings} rows, ${(bytes / MB).toFixed(0)} MB in ${seconds.toFixed(1)} s (${rate}), ` +
      `first bytes after ${Math.round(first)} ms, memory +${growth.toFixed(0)} MB`,
  );
}
console.log(`memory grew by ${worst.toFixed(0)} MB at most, allowed ${GROWTH_MB}`);
await disconnect();
process.exit(worst > GROWTH_MB ? 1 : 0);
