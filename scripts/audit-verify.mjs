// npm run audit:verify: walks the audit trail and names the first row that is not as it was written. Exit code 1 where
// there is one. Takes DATABASE_URL and LAGEBILD_SECRET from the environment or .env, else from the running data folder.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importBundled } from './lib/bundle.mjs';
import { runningPort } from './lib/postgres-files.mjs';
import { readSettings } from './lib/settings.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
const { data } = readSettings(process.env, root);

function runningUrl(secret) {
  const port = runningPort(data);
  if (port === null) {
    console.error(`No running PostgreSQL in ${data}. Start Lagebild first, or set DATABASE_URL.`);
    process.exit(2);
  }
  return `postgresql://lagebild_app:${encodeURIComponent(secret)}@127.0.0.1:${port}/postgres`;
}

const file = join(data, 'secrets.json');
const secrets = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
process.env.LAGEBILD_SECRET ??= secrets.secret;
process.env.DATABASE_URL ??= runningUrl(secrets.app ?? '');

const { verifyCommand } = await importBundled(root, 'audit-verify', 'lib/audit/command.ts');
process.exitCode = (await verifyCommand()) ? 0 : 1;
