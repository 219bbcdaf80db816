import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFiles, startHttps } from '@/e2e/lab/own/https';
import { certify, openssl, revocationPlace } from '@/e2e/lab/pki/authority';
import { makeKey } from '@/e2e/lab/pki/keys';
import type { OwnLab, Started } from '@/e2e/lab/types';

/** What a certificate points to, and what is found there. */
export type Pointer = 'crl' | 'ocsp' | 'issuer';

const EXTENSIONS: Readonly<Record<Pointer, (url: string) => string>> = {
  crl: (url) => `crlDistributionPoints = URI:${url}`,
  ocsp: (url) => `authorityInfoAccess = OCSP;URI:${url}`,
  issuer: (url) => `authorityInfoAccess = caIssuers;URI:${url}`,
};

type Authority = { readonly certificate: string; readonly key: string };

/** The list of revocations, the answer or the issuer that `pem` points to. */
async function statement(
  folder: string,
  kind: Pointer,
  authority: Authority,
  pem: string,
  revoked: boolean,
): Promise<Buffer> {
  if (kind === 'issuer') return new X509Certificate(authority.certificate).raw;
  const { serialNumber, subject } = new X509Certificate(pem);
  const row = { serial: serialNumber, subject: `/${subject}`, pem, revoked };
  const place = await revocationPlace(folder, authority, row, new Date());
  if (kind === 'crl') {
    const signer = ['-cert', 'ca.pem', '-keyfile', 'ca.key'];
    await openssl(place, ['ca', '-config', 'ca.cnf', '-gencrl', ...signer, '-out', 'crl.pem']);
    await openssl(place, ['crl', '-in', 'crl.pem', '-outform', 'DER', '-out', 'out']);
  } else {
    const responder = ['-index', 'index.txt', '-CA', 'ca.pem', '-rsigner', 'ca.pem', '-rkey', 'ca.key'];
    await openssl(place, [
      'ocsp',
      ...responder,
      '-issuer',
      'ca.pem',
      '-cert',
      'leaf.pem',
      '-ndays',
      '7',
      '-noverify',
      '-respout',
      'out',
    ]);
  }
  return readFile(join(place, 'out'));
}

/** A modern server whose certificate points to a file server of this laboratory, and that file server. */
export async function startPointing(lab: OwnLab, kind: Pointer, revoked: boolean): Promise<Started> {
  const folder = await mkdtemp(join(tmpdir(), 'lagebild-lab-pointing-'));
  try {
    const authority = lab.intermediate();
    const key = makeKey('ec256');
    let found: Buffer | undefined;
    const files = await startFiles((path) => (path.startsWith('/lab') ? found : undefined));
    const order = { subject: '/CN=*.tls.test', key, issuer: authority, hash: 'sha256', from: -1, to: 89 };
    const extensions = ['subjectAltName = DNS:*.tls.test', EXTENSIONS[kind](`http://127.0.0.1:${files.port}/lab`)];
    const certificate = await certify(folder, { ...order, extensions }, new Date());
    found = await statement(folder, kind, authority, certificate, revoked);
    const chain = kind === 'issuer' ? certificate : certificate + authority.certificate;
    const server = await startHttps({ key, chain });
    return { port: server.port, stop: async () => void (await Promise.all([server.stop(), files.stop()])) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
