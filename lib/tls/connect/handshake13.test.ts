import { expect, it } from 'vitest';
import { openHandshake13 } from '@/lib/tls/connect/handshake13';
import { GROUPS } from '@/lib/tls/registry/groups';
import { schemeIds } from '@/lib/tls/registry/schemes';
import { connectorTo, tlsServer } from '@/lib/tls/testing/servers';
import { AGREEABLE_GROUPS } from '@/lib/tls/wire/agreement';
import { signatureAlgorithms } from '@/lib/tls/wire/extensions';

const named = GROUPS.filter(({ id }) => AGREEABLE_GROUPS.includes(id)).map(({ name }) => name);

it('knows finite fields and, where OpenSSL does, Brainpool’s curves', () => {
  expect(named).toEqual(expect.arrayContaining(['x25519', 'ffdhe2048', 'ffdhe3072', 'ffdhe4096', 'ffdhe6144']));
  expect(named).toEqual(expect.arrayContaining(['ffdhe8192', 'brainpoolP256r1tls13', 'brainpoolP512r1tls13']));
});

it.each(named)('agrees with OpenSSL in %s alone, and reads its certificate', async (ecdhCurve) => {
  await using server = await tlsServer({ minVersion: 'TLSv1.3', ecdhCurve });
  const answer = await openHandshake13(connectorTo(server), { extensions: [signatureAlgorithms(schemeIds())] });
  expect(answer).toMatchObject({ kind: 'opened', opened: { certificate: { ders: [expect.any(Buffer)] } } });
});
