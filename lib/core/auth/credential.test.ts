import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { selfSigned } from '@/lib/core/testing/certificate';

const NOW = new Date('2026-11-22T12:00:00Z');
const valid = selfSigned(new Date('2026-01-01T00:00:00Z'), new Date('2027-01-01T00:00:00Z'));
const expired = selfSigned(new Date('2025-01-01T00:00:00Z'), new Date('2026-11-22T11:59:59Z'));
const early = selfSigned(new Date('2026-11-23T00:00:00Z'), new Date('2027-01-01T00:00:00Z'));

const folder = mkdtempSync(join(tmpdir(), 'lagebild-credential-'));
const path = join(folder, 'client.pem');

beforeEach(() => {
  vi.resetModules();
  vi.stubEnv('ENTRA_CLIENT_SECRET', '');
  vi.stubEnv('ENTRA_CLIENT_CERTIFICATE', path);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true }));

async function credential(pem?: string) {
  if (pem !== undefined) writeFileSync(path, pem);
  const { clientCredential } = await import('@/lib/core/auth/credential');
  return clientCredential(NOW);
}

test('a certificate with its key, in either order', async () => {
  const one = await credential(valid.key + valid.certificate);
  expect(one).toMatchObject({ kind: 'certificate', thumbprint: expect.stringMatching(/^[\w-]{43}$/) });
  expect(await credential(valid.certificate + valid.key)).toMatchObject({ kind: 'certificate' });
});

test('a replaced file counts without a restart', async () => {
  await credential(valid.key + valid.certificate);
  await expect(credential(expired.key + expired.certificate)).rejects.toThrow('has expired');
});

test.each([
  ['no key', valid.certificate, 'has no private key'],
  ['no certificate', valid.key, 'has no certificate'],
  ['something else', 'hello', 'has no private key'],
  ['a foreign key', early.key + valid.certificate, 'does not belong to its certificate'],
  ['an expired certificate', expired.key + expired.certificate, 'has expired on Nov 22 11:59:59 2026 GMT'],
  ['one from tomorrow on', early.key + early.certificate, 'is not valid before Nov 23'],
])('%s is refused in one line', async (_what, pem, message) => {
  const error = await credential(pem).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).toContain(message);
  expect(String(error)).toMatch(/^Error: ENTRA_CLIENT_CERTIFICATE: [^\n]+$/);
  expect(String(error)).not.toContain('PRIVATE KEY');
});

test('a file that is not there is named', async () => {
  vi.stubEnv('ENTRA_CLIENT_CERTIFICATE', join(folder, 'missing.pem'));
  await expect(credential()).rejects.toThrow('missing.pem cannot be read (ENOENT)');
});

test('exactly one credential', async () => {
  vi.stubEnv('ENTRA_CLIENT_SECRET', 'secret');
  await expect(credential(valid.key + valid.certificate)).rejects.toThrow('are both set: keep one');
  vi.resetModules();
  vi.stubEnv('ENTRA_CLIENT_CERTIFICATE', '');
  expect(await credential()).toEqual({ kind: 'secret', secret: 'secret' });
  vi.resetModules();
  vi.stubEnv('ENTRA_CLIENT_SECRET', '');
  await expect(credential()).rejects.toThrow('is needed');
});
