import { expect, test } from 'vitest';
import { childEnv, readSettings } from './settings.mjs';

const ENTRA = { ENTRA_TENANT_ID: 't', ENTRA_CLIENT_ID: 'c', ENTRA_CLIENT_SECRET: 's' };
const SECRETS = { secret: 'made', owner: 'o', app: 'a', client: 'k' };

test('nothing configured: demo on loopback, data in the project', () => {
  expect(readSettings({}, '/srv/lagebild')).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    demo: true,
    data: '/srv/lagebild/data',
    url: 'http://localhost:3000',
    databaseUrl: null,
  });
});

test('port and data folder are honoured; a relative folder is one of the project', () => {
  const settings = readSettings({ PORT: '3111', LAGEBILD_DATA: 'elsewhere' }, '/srv/lagebild');
  expect(settings).toMatchObject({ port: 3111, data: '/srv/lagebild/elsewhere', url: 'http://localhost:3111' });
});

test.each(['0', '70000', 'http', '3000.5'])('PORT=%s is refused', (PORT) => {
  expect(() => readSettings({ PORT }, '/')).toThrow('is no port');
});

test.each(['0.0.0.0', '::', '192.0.2.1', 'example.org'])('demo mode refuses to listen on %s', (HOST) => {
  expect(() => readSettings({ HOST }, '/')).toThrow('Demo mode does not listen');
  expect(readSettings({ HOST, ...ENTRA }, '/')).toMatchObject({ demo: false, host: HOST });
});

test('half of the Entra settings is refused by name', () => {
  expect(() => readSettings({ ...ENTRA, ENTRA_CLIENT_ID: '' }, '/')).toThrow('ENTRA_CLIENT_ID missing');
  expect(() => readSettings({ ...ENTRA, ENTRA_CLIENT_SECRET: '' }, '/')).toThrow('or ENTRA_CLIENT_CERTIFICATE missing');
});

test('a certificate does in place of the secret', () => {
  const settings = { ...ENTRA, ENTRA_CLIENT_SECRET: '', ENTRA_CLIENT_CERTIFICATE: '/etc/lagebild/client.pem' };
  expect(readSettings(settings, '/')).toMatchObject({ demo: false });
});

test.each([
  ['client.pem', '/srv/lagebild/client.pem'],
  ['/etc/lagebild/client.pem', '/etc/lagebild/client.pem'],
])('a certificate at %s is the same file for web and worker', (path, expected) => {
  const given = { ...ENTRA, ENTRA_CLIENT_SECRET: '', ENTRA_CLIENT_CERTIFICATE: path };
  const settings = readSettings(given, '/srv/lagebild');
  const { app } = childEnv(given, settings, { secrets: SECRETS, databaseUrl: 'u', migrateUrl: null });
  expect(app.ENTRA_CLIENT_CERTIFICATE).toBe(expected);
});

test('web and worker never hold the owner, the demo provider holds no secret of the product', () => {
  const settings = readSettings({}, '/');
  const places = { secrets: SECRETS, databaseUrl: 'app-url', migrateUrl: 'owner-url', identityPort: 4000 };
  const env = childEnv({ DATABASE_MIGRATE_URL: 'owner-url' }, settings, places);
  expect(env.app).toMatchObject({ DATABASE_URL: 'app-url', LAGEBILD_SECRET: 'made', LAGEBILD_DEMO: 'on' });
  expect(JSON.stringify(env.app)).not.toContain('owner-url');
  expect(env.migrate.DATABASE_MIGRATE_URL).toBe('owner-url');
  expect(env.identity).not.toHaveProperty('DATABASE_URL');
  expect(env.identity).not.toHaveProperty('LAGEBILD_SECRET');
  expect(env.identity.ENTRA_ISSUER).toContain('http://127.0.0.1:4000/');
});

test('with Entra settings nothing of the demo is set', () => {
  const env = childEnv(ENTRA, readSettings(ENTRA, '/'), { secrets: SECRETS, databaseUrl: 'u', migrateUrl: null });
  expect(env.app).toMatchObject({ ...ENTRA, LAGEBILD_DEMO: 'off' });
  expect(env.app).not.toHaveProperty('ENTRA_ISSUER');
  expect(env.migrate.DATABASE_MIGRATE_URL).toBe('u');
});
