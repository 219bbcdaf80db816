import { describe, expect, test } from 'vitest';
import type { Quirks } from '@/lib/tls/testing/fake-options';
import { hasOpenssl, startOpenssl } from '@/lib/tls/testing/openssl';
import { issue, rsaPair } from '@/lib/tls/testing/pki';
import { verdictsAt, verdictsOf } from '@/lib/tls/testing/weaknesses';
import { ACTIVE } from '@/lib/tls/weaknesses/registry';
import type { Opened } from '@/lib/tls/wire/cbc';

const FAMILY = ACTIVE.map(({ id }) => id).slice(4);
const alert = (code: number) => ({ alert: code });
const [BAD_MAC, DECRYPTION, OVERFLOW] = [alert(20), alert(21), alert(22)];
const wrongPadding = ({ padding }: Opened) => padding !== 'right';
const evenly = ({ content }: Opened) => content.length > 0 && content.every((byte) => byte === content[0]);

/** Each server with what it must be called; every other verdict must be "not vulnerable" or "not applicable". */
const BROKEN: readonly (readonly [string, Quirks, readonly string[]])[] = [
  ['Heartbleed', { heartbeat: 'bleeds' }, ['heartbleed']],
  ['CCS injection', { earlyChangeCipherSpec: true }, ['ccs_injection']],
  ['Ticketbleed', { tickets: 'bleeds' }, ['ticketbleed']],
  ['ROBOT by an alert', { badPkcs: (fault) => (fault === 'version' ? 'accept' : alert(51)) }, ['robot']],
  [
    'ROBOT by one alert for a wrong version',
    { badPkcs: (fault) => (fault === 'version' ? alert(47) : 'accept') },
    ['robot'],
  ],
  ['ROBOT by closing', { badPkcs: (fault) => (fault === 'prefix' ? 'close' : 'accept') }, ['robot']],
  ['ROBOT by silence', { badPkcs: (fault) => (fault === 'no_zero' ? 'silence' : 'accept') }, ['robot']],
  ['ROBOT by when the same alert comes', { badPkcs: () => BAD_MAC }, ['robot']],
  ['POODLE in TLS', { badRecord: (record) => (record.macRight ? 'accept' : BAD_MAC) }, ['poodle_tls']],
  ['zombie POODLE', { badRecord: (record) => (record.macRight ? 'close' : BAD_MAC) }, ['zombie_poodle']],
  ['sleeping POODLE', { badRecord: (record) => (record.macRight ? 'silence' : BAD_MAC) }, ['sleeping_poodle']],
  ['GOLDENDOODLE', { badRecord: (record) => (wrongPadding(record) ? DECRYPTION : BAD_MAC) }, ['golden_doodle']],
  [
    'the zero-length oracle',
    { badRecord: (record) => (record.content.length === 0 && wrongPadding(record) ? 'close' : BAD_MAC) },
    ['zero_length_oracle'],
  ],
  [
    'CVE-2016-2107',
    { badRecord: (record) => (record.padding === 'too_long' && evenly(record) ? OVERFLOW : BAD_MAC) },
    ['openssl_padding_oracle'],
  ],
];

const SAFE: readonly (readonly [string, Quirks])[] = [
  ['none', {}],
  ['heartbeats answered right', { heartbeat: 'answers' }],
  ['heartbeats ignored', { heartbeat: 'ignores' }],
  ['tickets with an honest echo', { tickets: 'honest' }],
  ['each bad record closed', { badRecord: () => 'close' }],
];

test.each(BROKEN)('finds %s and nothing else', async (_name, quirks, expected) => {
  const { verdicts, left } = await verdictsOf({ quirks });
  const vulnerable = Object.entries(verdicts).filter(([, { verdict }]) => verdict === 'vulnerable');
  expect(vulnerable.map(([id]) => id)).toEqual(expected);
  expect(Object.values(verdicts).filter(({ verdict }) => verdict === 'inconclusive')).toEqual([]);
  expect(left).toBe(0);
});

test.each(SAFE)('calls a server safe: %s', async (_name, quirks) => {
  const { verdicts, left } = await verdictsOf({ quirks });
  const bad = Object.entries(verdicts).filter(([, { verdict }]) => !verdict.startsWith('not_'));
  expect(bad).toEqual([]);
  expect(left).toBe(0);
});

test.each([0x0301, 0x0303])('finds an oracle that is in version %i alone', async (broken) => {
  const { verdicts } = await verdictsOf({
    quirks: { badRecord: (record, version) => (version === broken && wrongPadding(record) ? DECRYPTION : BAD_MAC) },
  });
  expect(verdicts.golden_doodle).toMatchObject({
    verdict: 'vulnerable',
    detail: expect.stringContaining(broken === 0x0301 ? 'tls10' : 'tls12'),
  });
});

test('asks with AES where it is accepted, whatever the server likes better', async () => {
  const quirks: Quirks = { badRecord: (record) => (record.padding === 'too_long' ? OVERFLOW : BAD_MAC) };
  const { verdicts } = await verdictsOf({ suites: [0x0041, 0x002f], quirks });
  expect(verdicts.openssl_padding_oracle?.verdict).toBe('vulnerable');
  const { verdicts: others } = await verdictsOf({ suites: [0x0041], quirks });
  expect([others.openssl_padding_oracle?.verdict, others.golden_doodle?.verdict]).toEqual([
    'not_applicable',
    'vulnerable',
  ]);
});

test('a server that says nothing to any bad record is inconclusive, never safe', async () => {
  const { verdicts } = await verdictsOf({ quirks: { badRecord: () => 'silence' } });
  for (const id of FAMILY) expect(verdicts[id]).toEqual({ verdict: 'inconclusive', detail: 'silence' });
  expect(verdicts.robot?.verdict).toBe('inconclusive');
});

test('answers that change by themselves prove nothing', async () => {
  let left = FAMILY.length;
  const fickle = (record: Opened) => (left-- > 0 && wrongPadding(record) ? DECRYPTION : BAD_MAC);
  const { verdicts } = await verdictsOf({ suites: [0xc013], quirks: { badRecord: fickle } });
  for (const id of FAMILY) expect(verdicts[id]).toEqual({ verdict: 'inconclusive', detail: 'answers_changed' });
});

test('does not send what cannot apply: no CBC, no RSA key exchange', async () => {
  const { verdicts } = await verdictsOf({ suites: [0xc02f] });
  for (const id of FAMILY) expect(verdicts[id]).toEqual({ verdict: 'not_applicable', detail: 'no_cbc_in_tls' });
  expect(verdicts.robot).toEqual({ verdict: 'not_applicable', detail: 'no_rsa_key_exchange' });
});

describe.skipIf(!hasOpenssl)('openssl s_server is safe', () => {
  const leaf = issue({ name: 'safe.tls.test', pair: rsaPair(2048) });
  test.each([
    ['as it comes', []],
    ['TLS 1.0, CBC and RSA key exchange', ['-tls1', '-cipher', 'AES128-SHA:AES256-SHA:@SECLEVEL=0']],
    ['TLS 1.2, every suite', ['-tls1_2', '-cipher', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0']],
    ['TLS 1.3 alone', ['-tls1_3']],
  ])('%s', async (_name, args) => {
    const server = await startOpenssl(leaf, args);
    try {
      const verdicts = await verdictsAt(server.port);
      expect(Object.entries(verdicts).filter(([, { verdict }]) => !verdict.startsWith('not_'))).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});
