import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { runImport } from '@/lib/imports/run';
import { at, counts, importRow, PROBE, probeReport, send } from '@/lib/imports/testing';
import { bundle } from '@/scripts/lib/bundle.mjs';

withDatabase();

beforeAll(() =>
  bundle(process.cwd(), {
    'test-import-worker': 'lib/imports/testing-worker.ts',
    'test-report-reader': 'lib/imports/testing-report-reader.ts',
  }),
);

/** Works the import in a process of its own and kills that with SIGKILL after `ms`; whether it had ended by itself. */
async function workAndKill(importId: string, ms: number): Promise<boolean> {
  const program = join(process.cwd(), 'dist', 'test-import-worker.mjs');
  const child = spawn(process.execPath, [program, importId], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await Promise.race([ended, pause(ms)]);
  child.kill('SIGKILL');
  return (await ended) === 0;
}

test('a worker that is killed at any moment loses nothing and doubles nothing', async () => {
  const { productId } = await aProduct();
  const findings = Array.from({ length: 8_000 }, (_, n) => ({ id: `f${n}`, description: 'text '.repeat(20) }));
  const id = await send(ctx(system, at(0)), productId, probeReport({ findings }));
  const startedAt = performance.now();
  let killed = 0;
  for (let ms = 300; performance.now() - startedAt < 20_000 && ms < 4_000; ms += 350) {
    if (await workAndKill(id, ms)) break;
    killed += 1;
  }
  expect(killed).toBeGreaterThan(0);
  await runImport(ctx(system, at(1)), id, { parsers: [PROBE] });
  const row = await importRow(id);
  expect(row.state).toBe('done');
  expect(counts(row)).toEqual([8_000, 0, 0, 0, 0]);
  expect(await unsafeDb().finding.count({ where: { productId } })).toBe(8_000);
  expect(await unsafeDb().findingSource.count({ where: { source: { productId } } })).toBe(8_000);
  expect(await unsafeDb().auditEntry.count({ where: { targetId: id, action: 'import.applied' } })).toBe(1);
});
