import { describe, expect, it } from 'vitest';
import { readChain } from '@/lib/tls/certificates/read-chain';
import type { ChainInput } from '@/lib/tls/certificates/types';
import type { ChainFacts } from '@/lib/tls/facts';
import { sequence, text } from '@/lib/tls/testing/der-writer';
import { ecPair, extension, type Issued, issue, rsaPair } from '@/lib/tls/testing/pki';

const NOW = new Date('2026-11-22T12:00:00Z');
const root = issue({ name: 'Root', ca: true });
const middle = issue({ name: 'Middle', issuer: root, ca: true });
const stranger = issue({ name: 'Stranger', ca: true });
const leafOf = (wish: Partial<Parameters<typeof issue>[0]> = {}) =>
  issue({ name: 'leaf', issuer: middle, names: ['a.tls.test', '*.wild.test', '192.0.2.7'], ...wish });
const leaf = leafOf();
const ours = { name: 'ours', certificates: [root.der] };

async function read(sent: readonly Issued[], other: Partial<ChainInput> = {}): Promise<ChainFacts> {
  const { chain } = await readChain({
    sent: sent.map(({ der }) => der),
    host: 'a.tls.test',
    now: NOW,
    staple: null,
    handshakeScts: null,
    intermediates: [],
    stores: [ours],
    fetch: null,
    ...other,
  });
  return chain;
}

const errors = ({ validations }: ChainFacts) => validations.map(({ error }) => error);

describe('a chain', () => {
  it('is trusted by the store that holds its root, and by no other', async () => {
    const chain = await read([leaf, middle]);
    expect(chain).toMatchObject({ complete: true, ordered: true, nameMatches: true });
    expect(chain.path).toHaveLength(3);
    expect(chain.validations).toEqual([
      { store: 'mozilla', trusted: false, error: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' },
      { store: 'ours', trusted: true, error: null },
    ]);
    expect(chain.sent[0]).toMatchObject({
      subject: 'CN=leaf',
      issuer: 'CN=Middle',
      serial: leaf.serial,
      names: ['a.tls.test', '*.wild.test', '192.0.2.7'],
      notBefore: '2026-09-01T00:00:00.000Z',
      notAfter: '2027-03-01T00:00:00.000Z',
      key: { kind: 'ec', bits: 256, curve: 'secp256r1' },
      signature: { hash: 'sha256', kind: 'ec' },
      isCa: false,
    });
  });

  it('is incomplete where a known intermediate makes it trusted, else of an unknown authority', async () => {
    expect(await read([leaf], { intermediates: [middle.der] })).toMatchObject({
      complete: false,
      validations: [{}, { store: 'ours', trusted: true }],
    });
    const unknown = await read([leaf]);
    expect(unknown).toMatchObject({ complete: null, path: [] });
    expect(errors(unknown)).toEqual(['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']);
  });

  it('is completed over two levels, out of thousands of known intermediates', async () => {
    const lower = issue({ name: 'Lower', issuer: middle, ca: true });
    const end = issue({ name: 'end', issuer: lower, names: ['a.tls.test'] });
    const siblings = Array.from({ length: 20 }, () => issue({ name: 'Sibling', issuer: middle, ca: true }).der);
    const many = Array.from({ length: 3_000 }, (_, at) => siblings[at % siblings.length] ?? lower.der);
    const chain = await read([end], { intermediates: [...many, middle.der, Buffer.from('noise'), lower.der] });
    expect(chain).toMatchObject({ complete: false, validations: [{}, { trusted: true }] });
    expect(chain.path).toHaveLength(4);
  });

  it('is completed by the address of its issuer, where that may be asked', async () => {
    const place = 'http://ca.test/middle.der';
    const access = sequence(sequence(Buffer.from('06082b06010505073002', 'hex'), text(0x86, place)));
    const telling = leafOf({ more: [extension('1.3.6.1.5.5.7.1.1', access)] });
    const asked: string[] = [];
    const result = await readChain({
      sent: [telling.der],
      host: 'a.tls.test',
      now: NOW,
      staple: null,
      handshakeScts: null,
      intermediates: [],
      stores: [ours],
      fetch: async ({ url }) => {
        asked.push(url);
        return middle.der;
      },
    });
    expect(result.chain).toMatchObject({ complete: false, validations: [{}, { trusted: true }] });
    expect(result.intermediates).toEqual([middle.der]);
    expect(asked).toEqual([place]);
  });

  it.each([
    ['CERT_HAS_EXPIRED', leafOf({ until: new Date('2026-11-22T11:59:59Z') })],
    ['CERT_NOT_YET_VALID', leafOf({ from: new Date('2026-11-22T12:00:01Z') })],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', leafOf({ issuer: null })],
    [
      'INVALID_PURPOSE',
      leafOf({ more: [extension('2.5.29.37', sequence(Buffer.from('06082b06010505070302', 'hex')))] }),
    ],
    ['CERT_SIGNATURE_FAILURE', leafOf({ issuer: { ...middle, pair: ecPair() } })],
  ])('%s', async (error, bad) => {
    const chain = await read([bad, middle]);
    expect(errors(chain)[1]).toBe(error);
    expect(chain.path.length > 0).toBe(/EXPIRED|YET|PURPOSE/.test(error));
  });

  it('says whose root is missing, sent or not', async () => {
    expect(errors(await read([issue({ name: 'x', issuer: stranger, names: ['a.tls.test'] }), stranger]))).toEqual([
      'SELF_SIGNED_CERT_IN_CHAIN',
      'SELF_SIGNED_CERT_IN_CHAIN',
    ]);
  });

  it('does not take a leaf for an authority, nor a path longer than allowed', async () => {
    const below = issue({ name: 'below', issuer: leaf, names: ['a.tls.test'] });
    expect(errors(await read([below, leaf, middle]))[1]).not.toBeNull();
    const short = issue({ name: 'Short', issuer: root, ca: true, pathLength: 0 });
    const deeper = issue({ name: 'Deeper', issuer: short, ca: true });
    const end = issue({ name: 'end', issuer: deeper, names: ['a.tls.test'] });
    expect(errors(await read([end, deeper, short]))[1]).toBe('PATH_LENGTH_EXCEEDED');
    const allowed = issue({ name: 'end', issuer: short, names: ['a.tls.test'] });
    expect(errors(await read([allowed, short]))[1]).toBeNull();
  });

  it('holds issuers to the names that they may sign for', async () => {
    const tree = (tag: number, name: string) => Buffer.from(sequence(text(tag, name)));
    const list = (tag: number, ...trees: Buffer[]) =>
      Buffer.concat([Buffer.of(tag, Buffer.concat(trees).length), ...trees]);
    const limited = (value: Buffer) =>
      issue({ name: 'Limited', issuer: root, ca: true, more: [extension('2.5.29.30', sequence(value), true)] });
    const only = limited(list(0xa0, tree(0x82, 'other.test')));
    const not = limited(list(0xa1, tree(0x82, '.tls.test')));
    const fine = limited(list(0xa0, tree(0x82, 'tls.test')));
    const under = (issuer: Issued) => read([issue({ name: 'x', issuer, names: ['a.tls.test'] }), issuer]);
    expect(errors(await under(only))[1]).toBe('PERMITTED_VIOLATION');
    expect(errors(await under(not))[1]).toBe('EXCLUDED_VIOLATION');
    expect(errors(await under(fine))[1]).toBeNull();
  });

  it('is out of order where a stranger stands in it, and still trusted', async () => {
    expect(await read([leaf, stranger, middle])).toMatchObject({ ordered: false, complete: true });
    expect(await read([leaf, middle, root])).toMatchObject({ ordered: true, complete: true });
  });

  it('takes another way where one has expired', async () => {
    const old = issue({
      name: 'Middle',
      issuer: root,
      ca: true,
      pair: middle.pair,
      until: new Date('2026-10-01T00:00:00Z'),
    });
    expect(errors(await read([leaf, old, middle]))[1]).toBeNull();
    expect(errors(await read([leaf, old]))[1]).toBe('CERT_HAS_EXPIRED');
  });
});

describe('names', () => {
  it.each([
    ['a.tls.test', true],
    ['A.TLS.test.', true],
    ['x.wild.test', true],
    ['x.y.wild.test', false],
    ['wild.test', false],
    ['192.0.2.7', true],
    ['192.0.2.8', false],
    ['leaf', false],
  ])('%s: %s', async (host, matches) => {
    expect((await read([leaf, middle], { host })).nameMatches).toBe(matches);
  });
});

describe('keys and signatures', () => {
  it('reads RSA keys that OpenSSL would not use', async () => {
    const chain = await read([leafOf({ pair: rsaPair(512) }), middle]);
    expect(chain.sent[0]?.key).toMatchObject({ kind: 'rsa', bits: 512, exponent: '65537' });
    const three = await read([leafOf({ pair: rsaPair(1024, 3) }), middle]);
    expect(three.sent[0]?.key).toMatchObject({ bits: 1024, exponent: '3' });
  });

  it('names old hashes', async () => {
    const sha1 = await read([leafOf({ hash: 'sha1' }), middle]);
    expect(sha1.sent[0]?.signature).toEqual({ hash: 'sha1', kind: 'ec' });
    expect(errors(sha1)[1]).toBeNull();
  });

  it('sees the wish for a staple', async () => {
    const wish = leafOf({ more: [extension('1.3.6.1.5.5.7.1.24', sequence(Buffer.of(2, 1, 5)))] });
    expect((await read([wish, middle])).sent[0]?.mustStaple).toBe(true);
    expect((await read([leaf, middle])).sent[0]?.mustStaple).toBe(false);
  });
});
