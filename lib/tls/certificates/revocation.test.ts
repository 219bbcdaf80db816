import { describe, expect, it, vi } from 'vitest';
import { readChain } from '@/lib/tls/certificates/read-chain';
import { type FetchBytes, FetchFailure, type FetchRequest } from '@/lib/tls/certificates/types';
import type { ChainFacts } from '@/lib/tls/facts';
import { octets, oid, sequence } from '@/lib/tls/testing/der-writer';
import { extension, type Issued, issue } from '@/lib/tls/testing/pki';
import { crlAt, crlOf, forged, ocspAnswer, ocspAt, scopeOf, sctList } from '@/lib/tls/testing/revocation';

const NOW = new Date('2026-11-22T12:00:00Z');
const PAST = { from: new Date('2026-11-01T00:00:00Z'), until: new Date('2026-11-08T00:00:00Z') };
const FUTURE = { from: new Date('2026-11-25T00:00:00Z'), until: new Date('2026-11-30T00:00:00Z') };
const root = issue({ name: 'Root', ca: true });
const other = issue({ name: 'Other', ca: true });
const OCSP_SIGNING = extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.9')));
const delegate = issue({ name: 'responder', issuer: root, more: [OCSP_SIGNING] });
const usurper = issue({ name: 'responder', issuer: root });
const leafWith = (...more: Buffer[]) => issue({ name: 'leaf', issuer: root, names: ['a.tls.test'], more });
const leaf = leafWith();

async function read(end: Issued, staple: Buffer | null, fetch: FetchBytes | null = null): Promise<ChainFacts> {
  const stores = [{ name: 'ours', certificates: [root.der] }];
  const input = { sent: [end.der], host: 'a.tls.test', now: NOW, handshakeScts: null, intermediates: [], stores };
  return (await readChain({ ...input, staple, fetch })).chain;
}

const status = async (end: Issued, staple: Buffer | null, fetch: FetchBytes | null = null) =>
  (await read(end, staple, fetch)).revocation;
const unchecked = (why: string) => ({ status: 'not_checked', by: null, why });

describe('a staple', () => {
  it.each([
    ['good', ocspAnswer(leaf, root), { status: 'good', by: 'staple', why: null }],
    ['revoked', ocspAnswer(leaf, root, { status: 'revoked' }), { status: 'revoked', by: 'staple', why: null }],
    ['of a delegate', ocspAnswer(leaf, root, { by: delegate }), { status: 'good', by: 'staple', why: null }],
    ['of one without that purpose', ocspAnswer(leaf, root, { by: usurper }), unchecked('signature')],
    ['of a stranger', ocspAnswer(leaf, root, { by: other }), unchecked('signature')],
    ['forged', forged(ocspAnswer(leaf, root, { status: 'revoked' })), unchecked('signature')],
    ['unknown', ocspAnswer(leaf, root, { status: 'unknown' }), unchecked('unknown')],
    ['of last week', ocspAnswer(leaf, root, PAST), unchecked('outdated')],
    ['of next week', ocspAnswer(leaf, root, FUTURE), unchecked('outdated')],
    ['about another certificate', ocspAnswer(root, root), unchecked('serial')],
    ['of an authority of another name', ocspAnswer(leaf, other), unchecked('serial')],
    ['that says "try later"', sequence(Buffer.of(0x0a, 1, 3)), unchecked('malformed')],
    ['of noise', Buffer.from('no answer at all'), unchecked('malformed')],
  ])('%s', async (_name, staple, expected) => {
    const chain = await read(leaf, staple);
    expect(chain.revocation).toEqual(expected);
    expect(chain.stapled).toBe(true);
  });
});

describe('by addresses', () => {
  const place = (name: string) => `http://ca.test/${name}`;
  const serving =
    (answer: Buffer, seen: FetchRequest[] = []): FetchBytes =>
    async (request) => {
      seen.push(request);
      return answer;
    };

  it('is not checked where nothing is offered, or may not be asked', async () => {
    expect(await status(leaf, null)).toEqual(unchecked('none_offered'));
    expect(await status(leafWith(ocspAt(place('o'))), null)).toEqual(unchecked('not_allowed'));
    expect(await status(issue({ name: 'alone', names: ['a.tls.test'] }), null)).toEqual(unchecked('no_issuer'));
  });

  it('asks the responder for this serial number', async () => {
    const asking = leafWith(ocspAt(place('ocsp')));
    const seen: FetchRequest[] = [];
    expect(await status(asking, null, serving(ocspAnswer(asking, root), seen))).toEqual({
      status: 'good',
      by: 'ocsp',
      why: null,
    });
    expect(seen).toMatchObject([{ url: place('ocsp'), post: { type: 'application/ocsp-request' } }]);
    expect(seen[0]?.post?.body.includes(Buffer.from(asking.serial.padStart(4, '0'), 'hex'))).toBe(true);
  });

  it('goes on to the list where the responder says nothing', async () => {
    const both = leafWith(ocspAt(place('ocsp')), crlAt(place('both')));
    const fetch: FetchBytes = async ({ url }) => {
      if (url.endsWith('ocsp')) throw new FetchFailure('unreachable');
      return crlOf(root, ['77', both.serial]);
    };
    expect(await status(both, null, fetch)).toEqual({ status: 'revoked', by: 'crl', why: null });
  });

  it.each<[string, (end: Issued) => Buffer, object]>([
    ['of another signer', () => crlOf(root, [], { by: other }), unchecked('signature')],
    ['of another authority', () => crlOf(other, []), unchecked('scope')],
    ['that is outdated', () => crlOf(root, [], PAST), unchecked('outdated')],
    [
      'for authorities alone',
      () => crlOf(root, [], { extensions: [scopeOf(place('list'), true)] }),
      unchecked('scope'),
    ],
    ['of another place', () => crlOf(root, [], { extensions: [scopeOf(place('elsewhere'))] }), unchecked('scope')],
    [
      'with what we do not understand',
      () => crlOf(root, [], { extensions: [extension('1.2.3.4', Buffer.of(5, 0), true)] }),
      unchecked('scope'),
    ],
    ['of noise', () => Buffer.from('<html>'), unchecked('malformed')],
    [
      'of this place',
      () => crlOf(root, [], { extensions: [scopeOf(place('list'))] }),
      { status: 'good', by: 'crl', why: null },
    ],
    ['without it', () => crlOf(root, ['77']), { status: 'good', by: 'crl', why: null }],
    ['that is empty', () => crlOf(root, []), { status: 'good', by: 'crl', why: null }],
  ])('a list %s', async (_name, list, expected) => {
    const end = leafWith(crlAt(place('list')));
    expect(await status(end, null, serving(list(end)))).toEqual(expected);
  });

  it('says that an address is refused, or too long an answer', async () => {
    const end = leafWith(crlAt(place('refused')));
    for (const why of ['refused', 'too_large'] as const) {
      const fetch = () => Promise.reject(new FetchFailure(why));
      expect(await status(end, null, fetch)).toEqual(unchecked(why));
    }
    expect(await status(end, null, () => Promise.reject(new Error('boom')))).toEqual(unchecked('unreachable'));
  });

  it('asks no further address where those before took too long', async () => {
    const now = vi.spyOn(performance, 'now');
    const [first, second] = [crlAt(place('slow')), ocspAt(place('slower'))];
    let clock = 1_000;
    now.mockImplementation(() => clock);
    let asked = 0;
    const fetch: FetchBytes = () => {
      asked += 1;
      clock += 7_000;
      return Promise.reject(new FetchFailure('unreachable'));
    };
    try {
      expect(await status(leafWith(first, second), null, fetch)).toEqual(unchecked('unreachable'));
      expect(asked).toBe(1);
    } finally {
      now.mockRestore();
    }
  });

  it('asks for a list once while it is valid', async () => {
    const seen: FetchRequest[] = [];
    const end = leafWith(crlAt(place('kept')));
    const fetch = serving(crlOf(root, []), seen);
    expect(await status(end, null, fetch)).toMatchObject({ status: 'good' });
    expect(await status(end, null, fetch)).toMatchObject({ status: 'good' });
    expect(seen).toHaveLength(1);
    const stranger = leafWith(crlAt(place('bad')));
    const bad = serving(crlOf(root, [], { by: other }), seen);
    for (let time = 0; time < 2; time += 1) expect(await status(stranger, null, bad)).toEqual(unchecked('signature'));
    expect(seen).toHaveLength(3);
  });

  it('finds one of a hundred thousand serial numbers', async () => {
    const end = leafWith(crlAt(place('long')));
    const list = crlOf(root, [...Array.from({ length: 100_000 }, (_, at) => (0x100000 + at).toString(16)), end.serial]);
    expect(await status(end, null, serving(list))).toMatchObject({ status: 'revoked' });
  });
});

it('timestamps are counted by where they came from', async () => {
  const at = new Date('2026-10-01T00:00:00Z');
  const inside = octets(sctList('11'.repeat(32), at));
  const embedded = leafWith(extension('1.3.6.1.4.1.11129.2.4.2', inside));
  const stapled = ocspAnswer(embedded, root, {
    extensions: [extension('1.3.6.1.4.1.11129.2.4.5', octets(sctList('33'.repeat(32), at)))],
  });
  const input = { host: 'a.tls.test', now: NOW, intermediates: [], stores: [], fetch: null };
  const { chain } = await readChain({
    ...input,
    sent: [embedded.der],
    staple: stapled,
    handshakeScts: sctList('22'.repeat(32), at),
  });
  expect(chain.scts).toEqual([
    { by: 'certificate', logId: '11'.repeat(32), at: at.toISOString() },
    { by: 'handshake', logId: '22'.repeat(32), at: at.toISOString() },
    { by: 'staple', logId: '33'.repeat(32), at: at.toISOString() },
  ]);
});
