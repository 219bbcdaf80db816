import { randomUUID } from 'node:crypto';
import { unsafeDb } from '@/lib/core/db';
import { foldCounts } from '@/lib/findings/mutations/fold-counts';

const PEOPLE = 40;
/** Findings arrive in reports: so many of the whole come together, of one product, on one day. */
const REPORTS = 2_000;

/** Teams of ten products each; returns the ids of the products, team by team. */
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

async function seedPeople(): Promise<string[]> {
  const data = Array.from({ length: PEOPLE }, (_, nth) => ({
    tenantId: randomUUID(),
    objectId: randomUUID(),
    name: `Person ${nth}`,
  }));
  const people = await unsafeDb().person.createManyAndReturn({ data, select: { id: true } });
  return people.map(({ id }) => id);
}

/** For SQL: of row `n`, a number in [0, 1) that looks random and is the same in every run. */
const chance = (salt: number, of = 'n') => `((hashint4extended(${of}, ${salt}) & 16777215) / 16777216.0)`;

/** For SQL: one of the values, each as likely as its weight. */
function weighted(salt: number, values: readonly (readonly [weight: number, sql: string])[]): string {
  const total = values.reduce((sum, [weight]) => sum + weight, 0);
  let sum = 0;
  const cases = values.map(([weight, sql]) => {
    sum += weight / total;
    return `WHEN ${chance(salt)} < ${sum.toFixed(6)} THEN ${sql}`;
  });
  return `(CASE ${cases.join(' ')} ELSE ${values[0]?.[1]} END)`;
}

const pick = (salt: number, values: readonly string[]) =>
  `(ARRAY[${values.map((value) => `'${value}'`).join(', ')}])[1 + floor(${chance(salt)} * ${values.length})::int]`;

const KINDS = [
  [50, 'dependency', 'trivy'],
  [20, 'dependency', 'grype'],
  [8, 'dependency', 'osv-scanner'],
  [8, 'code', 'semgrep'],
  [6, 'configuration', 'checkov'],
  [3, 'web', 'zap'],
  [3, 'host', 'openvas'],
  [1, 'secret', 'gitleaks'],
  [1, 'licence', 'trivy'],
] as const;

const FAULTS = ['Heap buffer overflow', 'SQL injection', 'Path traversal', 'Use after free', 'Denial of service'];
const PARTS = ['the header parser', 'certificate checks', 'archive entries', 'regular expressions', 'session ids'];
const TAGS = ['internet', 'pci', 'legacy', 'crown-jewels', 'test'];

const STATUSES = [
  [55, 'open'],
  [4, 'confirmed'],
  [3, 'in_progress'],
  [28, 'fixed'],
  [4, 'false_positive'],
  [3, 'risk_accepted'],
  [2, 'out_of_scope'],
] as const;

const SEVERITIES = [
  [45, 2],
  [25, 1],
  [18, 3],
  [8, 0],
  [4, 4],
] as const;

/** What a row is made of; `p` and `w` are arrays of ids, `size` the number of all rows. */
const DRAWN = `
  SELECT n, report, ($1::uuid[])[1 + floor(power(${chance(1, 'report')}, 2) * cardinality($1::uuid[]))::int] AS product_id,
    ${weighted(
      2,
      KINDS.map(([weight, kind, scanner]) => [weight, `ARRAY['${kind}', '${scanner}']`]),
    )} AS made,
    ${weighted(
      3,
      SEVERITIES.map(([weight, severity]) => [weight, String(severity)]),
    )} AS severity,
    ${weighted(
      4,
      STATUSES.map(([weight, status]) => [weight, `'${status}'::finding_status`]),
    )} AS status,
    floor(power(${chance(5)}, 3) * 30000)::int AS vuln, floor(power(${chance(6)}, 3) * 5000)::int AS package,
    floor(${chance(7)} * 9)::int AS minor, floor(power(${chance(8)}, 2) * 2000)::int AS folder,
    floor(power(${chance(9, 'report')}, 2) * 730)::int AS days, ${chance(10)} AS luck, ${chance(11)} AS score
  FROM generate_series(1, $2::int) AS n, LATERAL (SELECT n / greatest($2::int / ${REPORTS}, 1) AS report) r`;

const COLUMNS = `product_id, fingerprint, kind, scanner, title, severity, status, rule_id, vuln_id, ids, cwe, cvss_score, epss,
  known_exploited, fix_available, location, path, package_name, package_version, tags, assignee_id, acceptance_id,
  first_seen_at, due_at, status_changed_at, updated_at, priority, ssvc`;

const MADE = `
  SELECT product_id, 'bench.1:' || md5(n::text), made[1], made[2],
    CASE WHEN is_package THEN 'lib' || package || ': ' ELSE '' END || ${pick(20, FAULTS)} || ' in ' || ${pick(21, PARTS)}
      || CASE WHEN is_package THEN ' (' || vuln % 977 || ')' ELSE ' of module ' || folder END,
    severity, status, rule, CASE WHEN is_package THEN rule END, CASE WHEN is_package THEN ARRAY[rule] ELSE '{}' END,
    ARRAY[79], CASE WHEN is_package THEN round((severity * 2 + score * 2)::numeric, 1)::real END,
    CASE WHEN is_package THEN round(power(score, 8)::numeric, 5)::real END,
    CASE WHEN is_package THEN luck < 0.007 END, CASE WHEN is_package THEN luck < 0.6 END,
    CASE WHEN is_package THEN 'lib' || package || '@1.' || minor ELSE file || ':' || n % 900 END,
    CASE WHEN NOT is_package THEN file END, CASE WHEN is_package THEN 'lib' || package END,
    CASE WHEN is_package THEN '1.' || minor END,
    CASE WHEN ${chance(22)} < 0.03 THEN ARRAY[${pick(23, TAGS)}] ELSE '{}' END,
    CASE WHEN is_open AND ${chance(24)} < 0.12 THEN ($3::uuid[])[1 + floor(power(${chance(25)}, 2) * ${PEOPLE})::int] END,
    CASE WHEN status = 'risk_accepted' THEN product_id END, seen,
    CASE WHEN severity > 0 THEN seen + (ARRAY[365, 180, 90, 30, 7])[severity + 1] * interval '1 day' END,
    CASE WHEN is_open THEN seen ELSE seen + (now() - seen) * luck END, seen + (now() - seen) * score,
    floor(severity * 75 + score * 400)::smallint,
    CASE WHEN is_package AND luck < 0.007 THEN 3 WHEN severity >= 3 AND luck < 0.3 THEN 2 WHEN luck < 0.2 THEN 1 ELSE 0 END
  FROM (${DRAWN}) d
  CROSS JOIN LATERAL (SELECT made[1] = 'dependency' AS is_package, status IN ('open', 'confirmed', 'in_progress') AS is_open,
    date_trunc('hour', now()) - days * interval '1 day' - (report % 1440) * interval '1 minute' AS seen,
    'src/module' || folder || '/file' || n % 11 || '.ts' AS file,
    CASE made[1] WHEN 'dependency' THEN 'CVE-' || 2018 + vuln % 9 || '-' || 1000 + vuln
      ELSE made[2] || '-rule-' || vuln % 400 END AS rule) x`;

/** As `search_tokens` parts a text. */
const WORDS = `ARRAY(SELECT btrim(word, '.,;:()[]') FROM regexp_split_to_table(
  finding_search_text(title, location, rule_id, package_name, ids), '[ @]+') AS word)`;

const TOKENS = `
  INSERT INTO search_token (token)
  SELECT DISTINCT word FROM (${MADE}) AS made (${COLUMNS}), unnest(${WORDS}) AS word WHERE word <> '' ON CONFLICT DO NOTHING`;

const FINDINGS = `
  INSERT INTO finding (${COLUMNS}, tokens)
  SELECT ${COLUMNS}, ARRAY(SELECT t.id FROM search_token t WHERE t.token = ANY(${WORDS}))
  FROM (${MADE}) AS made (${COLUMNS})`;

/**
 * Made-up findings, set-based, as skewed as those of a fleet: few products hold most, four in five are of packages, few
 * are critical, known to be exploited, tagged or given to somebody, a third is closed. Each has one source.
 */
async function seedFindings(findings: number, products: number): Promise<string[]> {
  const ids = await seedProducts(products);
  const people = await seedPeople();
  const db = unsafeDb();
  const scanners = [...new Set(KINDS.map(([, , scanner]) => scanner))];
  await db.$executeRaw`
    INSERT INTO source (id, product_id, scanner, target, branch, environment)
    SELECT gen_random_uuid(), id, scanner, 'main',
      CASE WHEN scanner IN ('trivy', 'semgrep') THEN 'main' WHEN scanner = 'gitleaks' THEN 'release' ELSE '' END,
      CASE WHEN scanner IN ('trivy', 'openvas') THEN 'production' WHEN scanner = 'zap' THEN 'staging' ELSE '' END
    FROM unnest(${ids}::uuid[]) AS id, unnest(${scanners}::text[]) AS scanner`;
  await db.$executeRawUnsafe(TOKENS, ids, findings, people);
  await db.$executeRawUnsafe('ANALYZE search_token');
  await db.$executeRawUnsafe(FINDINGS, ids, findings, people);
  await db.$executeRaw`
    INSERT INTO finding_source (finding_id, source_id, identity, content_hash, severity, first_import_id, last_import_id,
      first_seen_at, last_seen_at, pack_id, pack_at)
    SELECT f.id, s.id, substring(sha256(convert_to(f.fingerprint, 'UTF8')) FOR 16), decode(md5(f.fingerprint), 'hex'),
      f.severity, s.id, s.id, f.first_seen_at, now(), 0, 0
    FROM finding f JOIN source s ON s.product_id = f.product_id AND s.scanner = f.scanner
    WHERE f.product_id = ANY(${ids}::uuid[])`;
  return ids;
}

/** As autovacuum leaves the tables sooner or later. */
export async function vacuum(tables: readonly string[]): Promise<void> {
  for (const table of tables) await unsafeDb().$executeRawUnsafe(`VACUUM ANALYZE ${table}`);
}

/**
 * The products of made-up findings: those that an earlier run left in a database that is kept (BENCH_DATA), else new ones.
 */
export async function seeded(findings: number, products: number): Promise<string[]> {
  const known = await unsafeDb().product.findMany({ orderBy: { name: 'asc' }, select: { id: true } });
  if (known.length > 0) return known.map(({ id }) => id);
  const made = await seedFindings(findings, products);
  await foldCounts();
  await vacuum([
    'finding',
    'finding_source',
    'finding_tally',
    'finding_cell',
    'finding_total',
    'finding_day',
    'finding_flow',
  ]);
  return made;
}
