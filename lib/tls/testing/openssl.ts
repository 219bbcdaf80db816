import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issued } from '@/lib/tls/testing/pki';

/** Debian switches old versions off in its configuration; an empty one gives OpenSSL's own defaults. */
const CONFIG = 'openssl_conf = none\n[none]\n';

const pem = (label: string, der: Buffer): string =>
  [`-----BEGIN ${label}-----`, ...(der.toString('base64').match(/.{1,64}/g) ?? []), `-----END ${label}-----`, ''].join(
    '\n',
  );

/** A real `openssl s_server` on 127.0.0.1 with this certificate: the safe server that every probe must call safe. */
export function startOpenssl(
  { der, pair }: Issued,
  args: readonly string[],
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'lagebild-openssl-'));
  writeFileSync(join(folder, 'openssl.cnf'), CONFIG);
  writeFileSync(join(folder, 'leaf.pem'), pem('CERTIFICATE', der));
  writeFileSync(join(folder, 'leaf.key'), pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const own = ['-accept', '127.0.0.1:0', '-www', '-cert', 'leaf.pem', '-key', 'leaf.key', '-naccept', '100000'];
  const config = `OPENSSL_CONF=${join(folder, 'openssl.cnf')}`;
  const child = spawn('env', [config, 'openssl', 's_server', ...own, ...args], { cwd: folder });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', () => resolve()));
  const ended = closed.then(() => rmSync(folder, { recursive: true, force: true }));
  const stop = (): Promise<void> => {
    child.kill('SIGKILL');
    return ended;
  };
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString('latin1');
      const port = /ACCEPT [^\n]*:(\d+)\n/.exec(said)?.[1];
      if (port !== undefined) resolve({ port: Number(port), stop });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`openssl s_server ended: ${said.slice(-300)}`)));
  });
}

/** Whether this machine has a program `openssl`: without it the tests that need it are reported as skipped. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
