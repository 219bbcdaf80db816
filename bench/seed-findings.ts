import { randomUUID } from 'node:crypto';
import { unsafeDb } from '@/lib/core/db';

/** Teams of ten products each; returns the ids of the products. */
async function seedProducts(products: number): Promise<string[]> {
  const ids: string[] = [];
  for (let first = 0; first < products; first += 10) {
    const slug = `bench-${randomUUID().slice(0, 8)}`;
    const names = Array.from({ length: Math.min(10, products - first) }, (_, nth) => `${slug}-${nth}`);
    const team = await unsafeDb().team.create({
      data: { slug, name: `Bench ${slug}`, products: { create: names.map((name) => ({ slug: name, name })) } },
      select: { products: { select: { id: true } } },
    });
    ids.push(...team.products.map(({ id }) => id));
  }
  return ids;
}

/**
 * Made-up findings, set-based: spread over products, kinds, severities, a year of first sights, a third of them closed,
 * every one with a detail and one source. The same shares as a fleet of container images and repositories has.
 */
export async function seedFindings(findings: number, products: number): Promise<string[]> {
  const ids = await seedProducts(products);
  await unsafeDb().$executeRaw`
    INSERT INTO source (id, product_id, scanner, target)
    SELECT gen_random_uuid(), id, scanner, 'main' FROM unnest(${ids}::uuid[]) AS id, unnest(ARRAY['trivy', 'semgrep', 'zap']) AS scanner`;
  await unsafeDb().$executeRaw`
    INSERT INTO finding (product_id, fingerprint, kind, scanner, title, severity, status, rule_id, vuln_id, ids, cwe,
      cvss_score, epss, known_exploited, fix_available, location, path, package_name, package_version, tags, first_seen_at,
      due_at, status_changed_at, updated_at)
    SELECT (${ids}::uuid[])[1 + n % cardinality(${ids}::uuid[])], 'bench.1:' || n,
      (ARRAY['dependency', 'dependency', 'dependency', 'code', 'web'])[1 + n % 5],
      (ARRAY['trivy', 'trivy', 'trivy', 'semgrep', 'zap'])[1 + n % 5],
      (ARRAY['Buffer overflow', 'SQL injection', 'Path traversal', 'Use after free', 'Denial of service'])[1 + n % 5]
        || ' in lib' || n % 997 || ' when parsing ' || md5(n::text),
      (hashint4(n) & 7) % 5,
      (ARRAY['open', 'open', 'open', 'confirmed', 'in_progress', 'fixed', 'fixed', 'false_positive', 'out_of_scope'])[1 + (hashint4(n + 7) & 1023) % 9]::finding_status,
      'CVE-2026-' || 10000 + n % 20000, 'CVE-2026-' || 10000 + n % 20000, ARRAY['CVE-2026-' || 10000 + n % 20000], ARRAY[79],
      ((n % 100) / 10.0)::real, ((n % 1000) / 1000.0)::real, n % 97 = 0, n % 3 <> 0,
      'lib' || n % 997 || '@1.' || n % 7, 'src/module' || n % 300 || '/file' || n % 11 || '.ts',
      'lib' || n % 997, '1.' || n % 7, CASE WHEN n % 50 = 0 THEN ARRAY['internet'] ELSE ARRAY[]::text[] END,
      now() - (n % 365) * interval '1 day', now() + (n % 90 - 30) * interval '1 day', now() - (n % 30) * interval '1 day',
      now() - (n % 86400) * interval '1 second'
    FROM generate_series(1, ${findings}::int) AS n`;
  await unsafeDb().$executeRaw`
    INSERT INTO finding_detail (finding_id, description, "references")
    SELECT id, repeat('A **made-up** description of ' || title || '. ', 5), ARRAY['https://example.org/' || id]
    FROM finding WHERE product_id = ANY(${ids}::uuid[])`;
  await unsafeDb().$executeRaw`
    INSERT INTO finding_source (finding_id, source_id, content_hash, first_import_id, last_import_id, first_seen_at,
      last_seen_at, pack_id, pack_at)
    SELECT f.id, s.id, '\\x00', s.id, s.id, f.first_seen_at, now(), 0, 0
    FROM finding f JOIN source s ON s.product_id = f.product_id AND s.scanner = f.scanner
    WHERE f.product_id = ANY(${ids}::uuid[])`;
  for (const table of ['finding', 'finding_source', 'finding_tally']) {
    await unsafeDb().$executeRawUnsafe(`VACUUM ANALYZE ${table}`);
  }
  return ids;
}
