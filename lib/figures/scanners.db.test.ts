import { beforeAll, expect, it } from 'vitest';
import { requirePermission, type Scope } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { addDays, isoDay } from '@/lib/core/datetime';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { readFalsePositives, readScanGaps } from '@/lib/figures/data/scanners';
import { NOW } from '@/lib/figures/testing';
import type { FiguresFilter } from '@/lib/figures/types';

withDatabase();

const scopeOf = (actor: PersonActor): Scope => requirePermission(ctx(actor, NOW), 'trend:read');
const filter: FiguresFilter = { team: [], product: [], at: isoDay(NOW), weeks: 13 };
const products: string[] = [];

beforeAll(async () => {
  for (let index = 0; index < 2; index++) products.push((await aProduct()).productId);
  const add = (product: number, scanner: string, status: string, count: number) =>
    pgPool().query(
      `INSERT INTO finding (product_id, fingerprint, kind, scanner, title, severity, rule_id, location, first_seen_at,
         status_changed_at, updated_at, status)
       SELECT $1, gen_random_uuid(), 'code', $2, 'Injection', 2, 'rule', 'a.ts', $3, $3, $3, $4::finding_status
       FROM generate_series(1, $5)`,
      [products[product], scanner, NOW, status, count],
    );
  await add(0, 'semgrep', 'open', 6);
  await add(0, 'semgrep', 'false_positive', 2);
  await add(0, 'trivy', 'fixed', 5);
  await add(1, 'trivy', 'false_positive', 5);
  const scanned = [null, 1, 8, 31, 91];
  for (const [index, days] of scanned.entries()) {
    await unsafeDb().source.create({
      data: {
        productId: products[0] ?? '',
        scanner: 'trivy',
        target: `t${index}`,
        lastScanAt: days === null ? null : addDays(NOW, -days),
      },
    });
  }
});

it('counts false positives by scanner, within the scope', async () => {
  expect(await readFalsePositives(scopeOf(readOnly()), filter)).toEqual([
    { scanner: 'trivy', all: 10, falsePositive: 5 },
    { scanner: 'semgrep', all: 8, falsePositive: 2 },
  ]);
  expect(await readFalsePositives(scopeOf(person('Engineer', [products[0] ?? ''])), filter)).toEqual([
    { scanner: 'semgrep', all: 8, falsePositive: 2 },
    { scanner: 'trivy', all: 5, falsePositive: 0 },
  ]);
  expect(await readFalsePositives(scopeOf(stranger()), filter)).toEqual([]);
});

it('counts sources by how long ago they were scanned; one without a scan is apart', async () => {
  const gaps = await readScanGaps(scopeOf(person('Engineer', [products[0] ?? ''])), filter, NOW);
  expect(gaps).toEqual({ sources: 5, never: 1, week: 3, month: 2, quarter: 1 });
  const nothing = { sources: 0, never: 0, week: 0, month: 0, quarter: 0 };
  expect(await readScanGaps(scopeOf(stranger()), filter, NOW)).toEqual(nothing);
});
