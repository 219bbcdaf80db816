import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certify, openssl, revocationPlace } from '@/e2e/lab/pki/authority';
import { dhParameters } from '@/e2e/lab/pki/dh';
import { makeKey } from '@/e2e/lab/pki/keys';
import { KEYS, LEAVES, type Leaf } from '@/e2e/lab/pki/leaves';

const FOLDER = 'e2e/lab/pki';
const SOURCES = ['authority.ts', 'dh.ts', 'keys.ts', 'leaves.ts', 'pki.ts'];
const CA = ['basicConstraints = critical, CA:TRUE', 'keyUsage = critical, keyCertSign, cRLSign'];

/** The laboratory's keys and certificates: files `<leaf>.pem` (what is sent), `<leaf>.rest.pem`
 * (without the leaf), `<leaf>.key`, root.pem and others in `folder`. */
export type Pki = { readonly folder: string };

/** What a scan of the laboratory knows: its root as a store, its intermediate as seen elsewhere. DER, as another process takes it. */
export type Known = { readonly root: Uint8Array; readonly intermediate: Uint8Array };

export function knownOf(pki: Pki): Known {
  const der = (name: string) => new X509Certificate(readFileSync(join(pki.folder, name))).raw;
  return { root: der('root.pem'), intermediate: der('intermediate.pem') };
}

/** What a server needs of a leaf: its key and what it sends, PEM. */
export function readLeaf(pki: Pki, name: string): { readonly key: string; readonly chain: string } {
  const read = (file: string) => readFileSync(join(pki.folder, file), 'utf8');
  return { key: read(`${name}.key`), chain: read(`${name}.pem`) };
}

/** Keys and certificates of today, made at most once a day and kept in the temporary folder. */
export async function openPki(now: Date): Promise<Pki> {
  const hash = createHash('sha256').update(now.toISOString().slice(0, 10));
  for (const name of SOURCES) hash.update(await readFile(join(process.cwd(), FOLDER, name)));
  const folder = join(tmpdir(), `lagebild-lab-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(folder)) return { folder };
  const half = await mkdtemp(join(tmpdir(), 'lagebild-lab-new-'));
  await makeAll(half, now);
  await rename(half, folder).catch((error: unknown) => {
    // Somebody else was quicker, and made the same.
    if (!existsSync(folder)) throw error;
  });
  await rm(half, { recursive: true, force: true });
  return { folder };
}

type Authority = { readonly certificate: string; readonly key: string };

async function makeAll(folder: string, now: Date): Promise<void> {
  await mkdir(join(folder, 'work'));
  const key = makeKey('ec256');
  const authority = async (name: string, issuer: Authority | null): Promise<Authority> => {
    // RSA: there is no ECDSA signature with MD5.
    const own = makeKey('rsa2048');
    const order = { subject: `/CN=${name}`, key: own, issuer, hash: 'sha256', from: -400, to: 3_650 };
    const certificate = await certify(folder, { ...order, extensions: CA }, now);
    return { certificate, key: own };
  };
  const [root, stranger] = await Promise.all([
    authority('Lagebild laboratory root', null),
    authority('Stranger root', null),
  ]);
  const intermediate = await authority('Lagebild laboratory intermediate', root);
  const keys = new Map(KEYS.map((kind) => [kind, kind === 'ec256' ? key : makeKey(kind)]));
  const issuers = { root, stranger, intermediate, self: null };
  const write = (name: string, text: string | Buffer) => writeFile(join(folder, name), text);
  const tails: Record<Leaf['sends'], readonly string[]> = {
    nothing: [],
    intermediate: [intermediate.certificate],
    'root too': [intermediate.certificate, root.certificate],
    'wrong order': [root.certificate, intermediate.certificate],
  };
  await Promise.all([
    write('root.pem', root.certificate),
    write('intermediate.pem', intermediate.certificate),
    write('intermediate.key', intermediate.key),
    ...dhParameters().map(({ name, pem }) => write(name, pem)),
    ...Object.entries(LEAVES).map(async ([name, leaf]) => {
      const own = keys.get(leaf.key) ?? '';
      const extensions = [`subjectAltName = DNS:${leaf.name}`, ...leaf.extensions];
      const order = { ...leaf, subject: `/CN=${leaf.name}`, key: own, issuer: issuers[leaf.issuer], extensions };
      const certificate = await certify(folder, order, now);
      await write(`${name}.pem`, [certificate, ...tails[leaf.sends]].join(''));
      await write(`${name}.rest.pem`, tails[leaf.sends].join(''));
      await write(`${name}.key`, own);
    }),
  ]);
  await staples(folder, intermediate, now);
  await rm(join(folder, 'work'), { recursive: true });
}

/** Answers of OCSP that say "revoked" of the leaf of that name. */
async function staples(folder: string, authority: Authority, now: Date): Promise<void> {
  const pem = await readFile(join(folder, 'revoked.pem'), 'utf8');
  const { serialNumber: serial, subject } = new X509Certificate(pem);
  const place = await revocationPlace(folder, authority, { serial, subject: `/${subject}`, pem, revoked: true }, now);
  const responder = ['-index', 'index.txt', '-CA', 'ca.pem', '-rsigner', 'ca.pem', '-rkey', 'ca.key'];
  const question = ['-issuer', 'ca.pem', '-cert', 'leaf.pem', '-ndays', '7', '-noverify'];
  await openssl(place, ['ocsp', ...responder, ...question, '-respout', join(folder, 'revoked.ocsp')]);
}
