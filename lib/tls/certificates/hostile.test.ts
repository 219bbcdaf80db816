import { describe, expect, it } from 'vitest';
import { readCertificate } from '@/lib/tls/certificates/certificate';
import { readCrl } from '@/lib/tls/certificates/crl';
import { DerError, readDer, timeOf } from '@/lib/tls/certificates/der';
import { ocspRequest, readOcsp, stapleScts } from '@/lib/tls/certificates/ocsp';
import { readChain } from '@/lib/tls/certificates/read-chain';
import { readScts } from '@/lib/tls/certificates/scts';
import type { ChainInput } from '@/lib/tls/certificates/types';
import { type ChainFacts, factsSchema } from '@/lib/tls/facts';
import { bits, der, octets, oid, sequence, text } from '@/lib/tls/testing/der-writer';
import { facts } from '@/lib/tls/testing/facts';
import { ecPair, extension, issue } from '@/lib/tls/testing/pki';
import { crlAt, crlOf, ocspAnswer, ocspAt, scopeOf, sctList } from '@/lib/tls/testing/revocation';

const NOW = new Date('2026-11-22T12:00:00Z');
/** `npm run fuzz` goes further; here it is asked what mutated bytes are believed. */
const ROUNDS = 2_000;
const root = issue({ name: 'Root', ca: true, pathLength: 2 });
const rich = issue({
  name: 'leaf',
  issuer: root,
  names: ['a.tls.test', '192.0.2.7'],
  more: [
    ocspAt('http://ca.test/ocsp'),
    crlAt('http://ca.test/list'),
    extension('1.3.6.1.5.5.7.1.24', sequence(Buffer.of(2, 1, 5))),
    extension('1.3.6.1.4.1.11129.2.4.2', octets(sctList('11'.repeat(32), NOW))),
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
  ],
});

/** A small generator with a seed: the same mutations every time. */
function mutations(seed: number): (bytes: Buffer) => Buffer {
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return (bytes) => {
    const copy = Buffer.from(bytes);
    for (let count = 1 + below(4); count > 0; count -= 1) copy[below(copy.length)] = below(256);
    return below(4) === 0 ? copy.subarray(0, below(copy.length)) : copy;
  };
}

const input = (sent: readonly Buffer[], more: Partial<ChainInput> = {}): ChainInput => ({
  sent,
  host: 'a.tls.test',
  now: NOW,
  staple: null,
  handshakeScts: null,
  intermediates: [],
  stores: [{ name: 'ours', certificates: [root.der] }],
  fetch: null,
  ...more,
});

/** What is kept of a chain must be accepted where it is read back, and by PostgreSQL, which has no U+0000. */
function storable(chain: ChainFacts): void {
  expect(JSON.stringify(factsSchema.parse({ ...facts(), chains: [chain] }))).not.toContain('\\u0000');
}

describe('mutations', () => {
  const leaf = readCertificate(rich.der);
  const issuer = readCertificate(root.der);
  if (!leaf || !issuer) throw new Error('the certificates themselves are good');

  it('of a certificate give one, or none', async () => {
    const mutate = mutations(1);
    let read = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const bytes = mutate(rich.der);
      const certificate = readCertificate(bytes);
      if (!certificate) continue;
      read += 1;
      expect(Date.parse(certificate.facts.notAfter)).not.toBeNaN();
      expect(ocspRequest(certificate, issuer).length).toBeLessThan(70_000);
    }
    expect(read).toBeGreaterThan(ROUNDS / 100);
  });

  it('of a chain are never trusted, unless their bytes are the right ones', async () => {
    const mutate = mutations(2);
    for (let round = 0; round < ROUNDS / 4; round += 1) {
      const bytes = mutate(rich.der);
      const { chain } = await readChain(input([bytes, mutate(root.der)], { staple: mutate(ocspAnswer(rich, root)) }));
      storable(chain);
      const whole = bytes.subarray(0, rich.der.length).equals(rich.der);
      expect(chain.validations.some(({ trusted }) => trusted)).toBe(whole);
    }
  });

  it('of an OCSP answer are never good, unless what was signed is the same', () => {
    const mutate = mutations(3);
    const answer = ocspAnswer(rich, root, { status: 'revoked' });
    for (let round = 0; round < ROUNDS; round += 1) {
      const bytes = mutate(answer);
      expect(readOcsp(bytes, leaf, issuer, NOW).status).not.toBe('good');
      expect(stapleScts(bytes)).toEqual([]);
    }
  });

  it('of a certificate list are never good', () => {
    const mutate = mutations(4);
    const list = crlOf(root, ['77', rich.serial], { extensions: [scopeOf('http://ca.test/list')] });
    for (let round = 0; round < ROUNDS; round += 1) {
      expect(readCrl(mutate(list), 'http://ca.test/list', leaf, issuer, NOW).status).not.toBe('good');
    }
  });

  it('of timestamps give some, or none', () => {
    const mutate = mutations(5);
    const list = sctList('11'.repeat(32), NOW);
    for (let round = 0; round < ROUNDS; round += 1) expect(readScts(mutate(list), 'handshake').length).toBeLessThan(2);
  });
});

describe('a server that means harm', () => {
  it('sends certificates that all sign each other', async () => {
    const pair = ecPair();
    const same = { name: 'Loop', pair, ca: true };
    const one = issue(same);
    const loop = Array.from({ length: 40 }, () => issue({ ...same, issuer: one }).der);
    const leaf = issue({ name: 'leaf', issuer: one, names: ['a.tls.test'] });
    const { chain } = await readChain(input([leaf.der, ...loop]));
    expect(chain.validations.some(({ trusted }) => trusted)).toBe(false);
  });

  it('sends ten thousand certificates, or one of a megabyte', async () => {
    const many = await readChain(input(Array.from({ length: 10_000 }, () => rich.der)));
    expect(many.chain.sent.length).toBeLessThan(100);
    const huge = issue({ name: 'huge', more: [extension('1.2.3', Buffer.alloc(1_000_000))] });
    const { chain } = await readChain(input([huge.der]));
    expect(chain.validations[1]).toMatchObject({ trusted: false, error: 'CERT_UNREADABLE' });
  });

  it('sends nothing, or something else', async () => {
    for (const sent of [[], [Buffer.alloc(0)], [Buffer.from('GET / HTTP/1.1')], [Buffer.alloc(100, 0x30)]]) {
      const { chain } = await readChain(input(sent));
      expect(chain).toMatchObject({ sent: [], path: [], complete: null, nameMatches: false });
    }
  });

  it('sends a key of sixteen thousand bits with a huge exponent', async () => {
    const number = (length: number) => der(0x02, Buffer.alloc(length, 0x7f));
    const key = bits(sequence(number(2_048), number(1_000)));
    const spki = sequence(sequence(oid('1.2.840.113549.1.1.1'), der(0x05)), key);
    const { chain } = await readChain(input([issue({ name: 'big', issuer: root, spki }).der]));
    expect(chain.sent[0]?.key).toMatchObject({ kind: 'rsa', bits: 16_383, exponent: null });
    const giant = issue({ name: 'Giant', issuer: root, ca: true, spki });
    const below = issue({ name: 'leaf', issuer: giant, names: ['a.tls.test'] });
    const { chain: long } = await readChain(input([below.der, giant.der]));
    expect(long).toMatchObject({ ordered: false, path: [], validations: [{ trusted: false }, { trusted: false }] });
  });

  it('names addresses that are none', () => {
    const wild = issue({
      name: 'wild',
      more: [
        extension(
          '1.3.6.1.5.5.7.1.1',
          sequence(
            ...[
              'file:///etc/passwd',
              'http://',
              'ldap://ca.test',
              `http://a/${'x'.repeat(2_000)}`,
              'http://fine.test/',
            ].map((place) => sequence(oid('1.3.6.1.5.5.7.48.1'), text(0x86, place))),
          ),
        ),
      ],
    });
    expect(readCertificate(wild.der)?.facts.ocsp).toEqual(['http://fine.test/']);
  });

  it('writes what no database takes: NUL, ends of time, a serial number without end', async () => {
    const scts = Buffer.concat([sctList('11'.repeat(32), NOW)]);
    scts.fill(0x7f, 37, 45);
    const wild = issue({
      name: 'a\0b\nc',
      names: ['a\0.tls.test', 'b\u00ff\u0007.test'],
      until: new Date('9999-12-31T23:59:59Z'),
      more: [
        extension('1.3.6.1.4.1.11129.2.4.2', octets(scts)),
        extension('1.3.6.1.5.5.7.1.1', sequence(sequence(oid('1.3.6.1.5.5.7.48.1'), text(0x86, 'http://a.test/\0')))),
      ],
    });
    const { chain } = await readChain(input([wild.der], { handshakeScts: scts }));
    storable(chain);
    expect(chain.sent[0]).toMatchObject({ names: ['a\uFFFD.tls.test', 'b\uFFFD\uFFFD.test'], ocsp: [] });
    expect(chain.scts).toEqual([]);
    expect(chain.sent[0]?.notAfter).toBe('9999-12-31T23:59:59.000Z');
    expect(readCertificate(issue({ name: 'long', serial: '11'.repeat(5_000) }).der)).toBeNull();
    expect(() => timeOf(readDer(text(0x18, '99991231235960Z')))).toThrow(DerError);
  });

  it('nests without end', () => {
    let nested = der(0x30);
    for (let depth = 0; depth < 5_000; depth += 1) nested = der(0x30, nested);
    expect(readCertificate(nested)).toBeNull();
    expect(() => readDer(Buffer.of(0x30, 0x80, 0, 0))).toThrow(DerError);
    expect(() => readDer(Buffer.of(0x30, 0x85, 1, 1, 1, 1, 1))).toThrow(DerError);
    expect(() => timeOf(readDer(text(0x17, '2611221200Z9')))).toThrow(DerError);
  });
});
