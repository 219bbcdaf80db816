// Writes the next migration: what leads from prisma/migrations/last.schema (the schema as last migrated) to the
// models of today. Usage: npm run migration:new -- name_of_change
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importBundled } from './lib/bundle.mjs';
import { initCluster, startPostgres } from './lib/postgres.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'prisma', 'migrations');
const last = join(folder, 'last.schema');
const name = process.argv[2];

if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Name the change in lower case: npm run migration:new -- finding_due_date');
  process.exit(1);
}

const { diffSchemas, readDatamodels } = await importBundled(root, 'migration-diff', 'lib/core/migrate/diff.ts');
const models = await readDatamodels(join(root, 'prisma'));
const before = existsSync(last) ? [['schema.prisma', readFileSync(last, 'utf8')]] : null;
const scratch = mkdtempSync(join(tmpdir(), 'lagebild-diff-'));
chmodSync(scratch, 0o755);
initCluster(root, join(scratch, 'db'), 'diff');
const server = await startPostgres({ root, dir: join(scratch, 'db'), password: 'diff' });
const sql = await diffSchemas(server.url('postgres'), before, models);
await server.stop();
rmSync(scratch, { recursive: true, force: true });

const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const target = join(folder, `${stamp}_${name}`);
mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'migration.sql'), sql);
writeFileSync(last, models.map(([, content]) => content).join('\n'));
console.log(`Wrote ${join('prisma/migrations', `${stamp}_${name}`, 'migration.sql')}: read it before you commit it.`);
