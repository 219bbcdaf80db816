import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DAY_MS = 86_400_000;

/** A certificate to be made. Times are days from now; `issuer` null signs itself. */
export type Order = {
  readonly subject: string;
  readonly key: string;
  readonly issuer: { readonly certificate: string; readonly key: string } | null;
  readonly hash: string;
  readonly from: number;
  readonly to: number;
  readonly extensions: readonly string[];
};

/** Runs Debian's openssl with a configuration of ours, never the machine's. @throws when it ends with an error */
export async function openssl(folder: string, args: readonly string[]): Promise<void> {
  await run('openssl', [...args], { cwd: folder, env: { ...process.env, OPENSSL_CONF: '/dev/null' } });
}

function config(extensions: readonly string[]): string {
  return `[req]
distinguished_name = dn
[dn]
[ca]
default_ca = ours
[ours]
database = index.txt
new_certs_dir = .
rand_serial = yes
policy = any
unique_subject = no
default_crl_days = 7
default_md = sha256
[any]
commonName = supplied
[made]
subjectKeyIdentifier = hash
${extensions.join('\n')}
`;
}

/** `openssl ca` takes its dates as UTC without separators, and years from 1950 to 2049 on two digits. */
function opensslTime(now: Date, days: number): string {
  return `${new Date(now.getTime() + days * DAY_MS).toISOString().replaceAll(/[-:T]|\.\d+/g, '')}`;
}

/** A folder for one order: `openssl ca` writes a database that two at once would spoil. */
async function workplace(folder: string, extensions: readonly string[], index: string): Promise<string> {
  const place = join(folder, 'work', randomBytes(6).toString('hex'));
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'ca.cnf'), config(extensions));
  await writeFile(join(place, 'index.txt'), index);
  return place;
}

/** Makes one certificate and returns its PEM. */
export async function certify(folder: string, order: Order, now: Date): Promise<string> {
  const place = await workplace(folder, order.extensions, '');
  await writeFile(join(place, 'key.pem'), order.key);
  await writeFile(join(place, 'ca.pem'), order.issuer?.certificate ?? '');
  await writeFile(join(place, 'ca.key'), order.issuer?.key ?? order.key);
  const request = ['req', '-new', '-config', 'ca.cnf', '-key', 'key.pem', '-subj', order.subject, '-out', 'req.pem'];
  await openssl(place, request);
  const signer = order.issuer ? ['-cert', 'ca.pem'] : ['-selfsign'];
  const dates = ['-startdate', opensslTime(now, order.from), '-enddate', opensslTime(now, order.to)];
  const options = ['-batch', '-notext', '-preserveDN', '-config', 'ca.cnf', '-extensions', 'made', '-md', order.hash];
  await openssl(place, [
    'ca',
    ...options,
    ...signer,
    '-keyfile',
    'ca.key',
    ...dates,
    '-in',
    'req.pem',
    '-out',
    'out.pem',
  ]);
  return readFile(join(place, 'out.pem'), 'utf8');
}

/** Index of an authority that made this certificate, and revoked it or not: what `openssl ca -gencrl` and `ocsp` read. */
export async function revocationPlace(
  folder: string,
  authority: { readonly certificate: string; readonly key: string },
  made: { readonly serial: string; readonly subject: string; readonly pem: string; readonly revoked: boolean },
  now: Date,
): Promise<string> {
  const [end, day] = [opensslTime(now, 80), opensslTime(now, -1)].map((time) => time.slice(2));
  const state = made.revoked ? ['R', end, `${day},keyCompromise`] : ['V', end, ''];
  const row = [...state, made.serial, 'unknown', made.subject].join('\t');
  const place = await workplace(folder, [], `${row}\n`);
  await writeFile(join(place, 'ca.pem'), authority.certificate);
  await writeFile(join(place, 'ca.key'), authority.key);
  await writeFile(join(place, 'leaf.pem'), made.pem);
  return place;
}
