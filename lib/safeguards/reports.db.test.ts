import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { runImport } from '@/lib/imports/run';
import { at, send } from '@/lib/imports/testing';
import { judgeNow } from '@/lib/safeguards/mutations/evaluate';

withDatabase();

const fixtures = join(import.meta.dirname, '../imports/parsers/fixtures');
const corpus = process.env.LAGEBILD_CORPUS;

async function take(productId: string, report: string, minute: number): Promise<void> {
  const id = await send(ctx(system, at(minute)), productId, report, { scan_at: at(minute) });
  await runImport(ctx(system, at(minute)), id);
}

/** What reports of tools, read one after the other, say of these promises. */
async function judged(folder: string, files: readonly string[], promises: readonly string[]) {
  const { productId } = await aProduct();
  for (const [minute, file] of files.entries()) await take(productId, readFileSync(join(folder, file), 'utf8'), minute);
  const all = await judgeNow(at(60));
  return promises.map((id) => {
    const own = all.find((row) => row.safeguard === id && row.productId === productId)?.verdict;
    return own && [own.state, own.good, own.total, own.reasons.map(({ code }) => code)];
  });
}

describe('reports of tools', () => {
  it('of benchmarks give the share of checks that pass', async () => {
    expect(await judged(fixtures, ['kube-bench.json'], ['E4'])).toEqual([['missed', 1, 2, ['benchmark_failed']]]);
    expect(await judged(fixtures, ['xccdf.xml'], ['E4'])).toEqual([['missed', 1, 3, ['benchmark_failed']]]);
  });

  it('of clusters say whether workloads are isolated and limited', async () => {
    expect(await judged(fixtures, ['kubescape.json'], ['D4', 'E5'])).toEqual([
      ['missed', 0, 1, ['open_isolation']],
      ['partly', 1, 2, ['no_runtime_sensor']],
    ]);
  });
});

describe.skipIf(!corpus)('reports of the corpus', () => {
  const scans = join(corpus ?? '', 'scans');

  it('of kube-bench: the newest of two counts', async () => {
    const [many, one] = ['many', 'one'].map((name) => `kubebench/kube-bench-report-${name}-vuln.json`);
    expect(await judged(scans, [many ?? ''], ['E4'])).toEqual([['partly', 20, 24, ['benchmark_failed']]]);
    expect(await judged(scans, [many ?? '', one ?? ''], ['E4'])).toEqual([['met', 22, 23, ['benchmark_failed']]]);
  });

  it('of Kubescape: with nothing open it is met, with missing network policies it is not', async () => {
    expect(await judged(scans, ['kubescape/results.json'], ['D4'])).toEqual([['met', 1, 1, []]]);
    expect(await judged(scans, ['kubescape/with_a_failure.json'], ['D4'])).toEqual([
      ['missed', 0, 1, ['open_isolation']],
    ]);
  });

  it('of Trivy and kubeaudit: manifests count where such a finding is in them', async () => {
    expect(await judged(scans, ['trivy/kubernetes.json'], ['D4', 'E5'])).toEqual([
      ['missed', 0, 1, ['open_isolation']],
      ['missed', 0, 2, ['open_runtime', 'no_runtime_sensor']],
    ]);
    expect(await judged(scans, ['kubeaudit/kubeaudit.json'], ['D4', 'E5'])).toEqual([
      ['missed', 0, 1, ['open_isolation']],
      ['missed', 0, 2, ['open_runtime', 'no_runtime_sensor']],
    ]);
  });
});
