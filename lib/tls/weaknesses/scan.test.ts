import { expect, test } from 'vitest';
import { WEAKNESSES } from '@/lib/tls/facts';
import { scan } from '@/lib/tls/scan';
import { fakeServer } from '@/lib/tls/testing/weaknesses';
import { ACTIVE } from '@/lib/tls/weaknesses/registry';

function scanOf(port: number, switchedOff: readonly string[], signal = new AbortController().signal) {
  return scan(
    { host: 'fake.tls.test', port, sni: 'fake.tls.test', address: '127.0.0.1', starttls: null },
    {
      signal,
      deadline: 20_000,
      perAddress: 8,
      switchedOff,
      intermediates: [],
      stores: [],
      fetch: null,
      now: new Date(),
    },
  );
}

test('a scan gives a verdict on every weakness, and says how each question went', async () => {
  const server = await fakeServer();
  const facts = await scanOf(server.port, []).finally(server.stop);
  expect(Object.keys(facts.weaknesses).sort()).toEqual([...WEAKNESSES].sort());
  const verdicts = Object.entries(facts.weaknesses).filter(([, { verdict }]) => verdict !== 'not_vulnerable');
  expect(Object.fromEntries(verdicts)).toEqual({
    beast: { verdict: 'vulnerable', detail: 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, TLS_RSA_WITH_AES_128_CBC_SHA' },
    lucky13: { verdict: 'not_checked', detail: 'cbc_offered_timing_not_measured' },
    ticketbleed: { verdict: 'not_applicable', detail: 'no_tickets' },
  });
  for (const { id } of ACTIVE) expect(facts.probes[id]).toBeDefined();
});

test('what is switched off is not asked', async () => {
  const server = await fakeServer({ quirks: { earlyChangeCipherSpec: true } });
  const facts = await scanOf(server.port, WEAKNESSES).finally(server.stop);
  const off = { verdict: 'not_checked', detail: 'switched_off' };
  expect(Object.values(facts.weaknesses)).toEqual(WEAKNESSES.map(() => off));
  for (const { id } of ACTIVE) expect(facts.probes[id]).toMatchObject({ state: 'switched_off', connections: 0 });
});

test('of a server that is not there nothing is said', async () => {
  const server = await fakeServer();
  await server.stop();
  const facts = await scanOf(server.port, []);
  expect(new Set(Object.values(facts.weaknesses).map(({ verdict }) => verdict))).toEqual(new Set(['inconclusive']));
});

test('an abort in the middle ends the scan and leaves no socket', async () => {
  const server = await fakeServer({ quirks: { badRecord: () => 'silence', badPkcs: () => 'silence' } });
  const ending = new AbortController();
  const scanning = scanOf(server.port, [], ending.signal);
  setTimeout(() => ending.abort(), 400);
  await expect(scanning).rejects.toThrow('aborted');
  await expect.poll(server.open).toBe(0);
  await server.stop();
});
