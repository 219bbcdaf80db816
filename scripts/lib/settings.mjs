import { resolve } from 'node:path';
import { Problem } from './say.mjs';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);
const DEMO = { tenant: '11111111-1111-4111-8111-111111111111', client: '22222222-2222-4222-8222-222222222222' };
const ENTRA = ['ENTRA_TENANT_ID', 'ENTRA_CLIENT_ID'];
const CREDENTIALS = ['ENTRA_CLIENT_SECRET', 'ENTRA_CLIENT_CERTIFICATE'];

function portOf(text) {
  const port = Number(text ?? 3000);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Problem(`PORT=${text} is no port.`, 'Choose a number from 1 to 65535: PORT=3001 npm start');
}

/** True without any sign-in setting. Both credentials at once the web server refuses itself. */
function wantsDemo(env) {
  const missing = ENTRA.filter((name) => !env[name]);
  if (!CREDENTIALS.some((name) => env[name])) missing.push(CREDENTIALS.join(' or '));
  if (missing.length === ENTRA.length + 1) return true;
  if (missing.length === 0) return false;
  throw new Problem(`${missing.join(' and ')} missing.`, 'Set all of the ENTRA_ settings, or none for demo mode.');
}

/**
 * What the environment asks for.
 * @param {Record<string, string | undefined>} env
 * @param {string} root
 */
export function readSettings(env, root) {
  const port = portOf(env.PORT);
  const demo = wantsDemo(env);
  const host = env.HOST || '127.0.0.1';
  if (demo && !LOOPBACK.has(host)) {
    throw new Problem(
      `Demo mode does not listen on ${host}: anybody there could sign in.`,
      'Unset HOST, or set ENTRA_TENANT_ID, ENTRA_CLIENT_ID and a credential.',
    );
  }
  return {
    port,
    host,
    demo,
    data: resolve(root, env.LAGEBILD_DATA || 'data'),
    certificate: env.ENTRA_CLIENT_CERTIFICATE ? resolve(root, env.ENTRA_CLIENT_CERTIFICATE) : null,
    url: env.NEXTAUTH_URL || `http://localhost:${port}`,
    databaseUrl: env.DATABASE_URL || null,
    migrateUrl: env.DATABASE_MIGRATE_URL || null,
  };
}

/**
 * The environment of web, worker and demo provider.
 * @param {ReturnType<typeof readSettings>} settings
 */
export function childEnv(env, settings, { secrets, databaseUrl, migrateUrl, identityPort }) {
  const common = {
    ...env,
    NODE_ENV: 'production',
    TZ: 'UTC',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: settings.url,
    LAGEBILD_SECRET: env.LAGEBILD_SECRET || secrets.secret,
    LAGEBILD_DEMO: settings.demo ? 'on' : 'off',
    PORT: String(settings.port),
    HOSTNAME: settings.host,
    // Longer than reverse proxies keep a connection (60 s): none is closed while it is taken for the next request.
    KEEP_ALIVE_TIMEOUT: env.KEEP_ALIVE_TIMEOUT || '75000',
  };
  // Web runs in a folder of its own: what is relative would be another file there.
  if (settings.certificate) common.ENTRA_CLIENT_CERTIFICATE = settings.certificate;
  // The owner's URL is for the migration alone: web and worker never hold it.
  delete common.DATABASE_MIGRATE_URL;
  const identity = {
    ENTRA_ISSUER: `http://127.0.0.1:${identityPort}/${DEMO.tenant}/v2.0`,
    ENTRA_TENANT_ID: DEMO.tenant,
    ENTRA_CLIENT_ID: DEMO.client,
    ENTRA_CLIENT_SECRET: secrets.client,
  };
  const app = settings.demo ? { ...common, ...identity } : common;
  const { DATABASE_URL: _database, LAGEBILD_SECRET: _secret, ...identityEnv } = { ...common, ...identity };
  return { app, migrate: { ...app, DATABASE_MIGRATE_URL: migrateUrl ?? databaseUrl }, identity: identityEnv };
}
