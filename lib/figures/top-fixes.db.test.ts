import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { requirePermission, type Scope } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { isoDay } from '@/lib/core/datetime';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { readTopFixes } from '@/lib/figures/data/top-fixes';
import { NOW } from '@/lib/figures/testing';
import type { FiguresFilter } from '@/lib/figures/types';
import { listFindings } from '@/lib/findings/data/list';
import { loadFilter } from '@/lib/findings/search-params';

withDatabase();

const scopeOf = (actor: PersonActor): Scope => requirePermission(ctx(actor, NOW), 'trend:read');
const filter: FiguresFilter = { team: [], product: [], at: isoDay(NOW), weeks: 13 };
const products: { id: string; slug: string }[] = [];

type Made = { product: number; source: string; count: number; name: string; fix: string | null; status?: string };

async function findings({ product, source, count, name, fix, status = 'open' }: Made): Promise<void> {
  await pgPool().query(
    `WITH made AS (
       INSERT INTO finding (product_id, fingerprint, kind, scanner, title, severity, rule_id, location, first_seen_at,
         status_changed_at, updated_at, package_name, package_version, fix_version, fix_available, status)
       SELECT $1, gen_random_uuid(), 'dependency', 'trivy', 'CVE', n % 5, 'CVE', 'a', $2, $2, $2, $3, '3.0.1', $4,
         $4::text IS NOT NULL, $7::finding_status
       FROM generate_series(1, $5) AS n RETURNING id)
     INSERT INTO finding_source (finding_id, source_id, identity, content_hash, severity, first_import_id, last_import_id,
       first_seen_at, last_seen_at, pack_id, pack_at)
     SELECT id, $6, decode(md5(id::text), 'hex'), decode(md5(id::text), 'hex'), 1, gen_random_uuid(), gen_random_uuid(), $2, $2, 0, 0 FROM made`,
    [products[product]?.id, NOW, name, fix, count, source, status],
  );
}

async function aSource(product: number, image: string): Promise<string> {
  const { id } = await unsafeDb().source.create({
    data: { productId: products[product]?.id ?? '', scanner: 'trivy', target: randomUUID(), image },
  });
  return id;
}

beforeAll(async () => {
  for (let index = 0; index < 2; index++) {
    const { productId: id } = await aProduct();
    products.push(await unsafeDb().product.findUniqueOrThrow({ where: { id }, select: { id: true, slug: true } }));
  }
  const [base, other, theirs] = [await aSource(0, 'shop/base'), await aSource(0, 'shop/api'), await aSource(1, '')];
  await findings({ product: 0, source: base, count: 7, name: 'openssl', fix: '1.1.1n, 3.0.2' });
  await findings({ product: 0, source: base, count: 5, name: 'openssl', fix: '3.0.15' });
  await findings({ product: 0, source: base, count: 40, name: 'openssl', fix: '3.0.15', status: 'fixed' });
  await findings({ product: 0, source: base, count: 30, name: 'zlib', fix: null });
  await findings({ product: 0, source: other, count: 6, name: 'openssl', fix: '3.0.9' });
  await findings({ product: 1, source: theirs, count: 9, name: 'lodash', fix: '4.17.21' });
});

it('names what closes most, and to which version; each is exactly as long as its list', async () => {
  const fixes = await readTopFixes(scopeOf(readOnly()), filter);
  expect(fixes.map(({ package: name, image, version, n }) => [name, image, version, n])).toEqual([
    ['openssl', 'shop/base', '3.0.15', 12],
    ['lodash', '', '4.17.21', 9],
    ['openssl', 'shop/api', '3.0.9', 6],
  ]);
  expect(fixes[0]?.urgent).toBe(4);
  for (const fix of fixes) {
    const list = {
      ...loadFilter({}),
      product: [fix.slug],
      kind: ['dependency' as const],
      fix: ['yes' as const],
      package: fix.package,
      source: [...fix.sources],
    };
    const page = await listFindings(
      scopeOf(readOnly()),
      { filter: list, order: 'severity.desc', cursor: null },
      { personId: null, now: NOW },
    );
    expect(page.rows).toHaveLength(fix.n);
  }
});

it('looks only where the person may, and where the filter says', async () => {
  const [first, second] = products;
  if (!first || !second) throw new Error('products are missing');
  const mine = await readTopFixes(scopeOf(person('Engineer', [second.id])), filter);
  expect(mine.map(({ package: name }) => name)).toEqual(['lodash']);
  expect(await readTopFixes(scopeOf(person('Engineer', [second.id])), { ...filter, product: [first.slug] })).toEqual(
    [],
  );
  expect(await readTopFixes(scopeOf(stranger()), filter)).toEqual([]);
});
