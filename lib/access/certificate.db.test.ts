import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startIdentity } from '@/identity/server';
import { freePort } from '@/identity/testing/browser';
import { sessionActor } from '@/lib/access/data/sessions';
import { signInHooks } from '@/lib/access/sign-in';
import { TENANT } from '@/lib/access/testing/sign-in';
import { clientProof } from '@/lib/core/auth/client-proof';
import { clientCredential } from '@/lib/core/auth/credential';
import { log } from '@/lib/core/log';
import { selfSigned } from '@/lib/core/testing/certificate';
import { withDatabase } from '@/lib/core/testing/database';
import { SignInRound } from '@/lib/core/testing/sign-in-round';

withDatabase();

const HOUR_MS = 3_600_000;
const year = () => selfSigned(new Date(Date.now() - HOUR_MS), new Date(Date.now() + 365 * 24 * HOUR_MS));
const [registered, foreign] = [year(), year()];
const expired = selfSigned(new Date(Date.now() - 2 * HOUR_MS), new Date(Date.now() - HOUR_MS));
const folder = mkdtempSync(join(tmpdir(), 'lagebild-certificate-'));
const path = join(folder, 'client.pem');
const use = ({ key, certificate }: typeof registered) => writeFileSync(path, key + certificate);

let server: Server;
let tokenEndpoint: string;

beforeAll(async () => {
  const issuer = new URL(`http://127.0.0.1:${await freePort()}/${TENANT}/v2.0`);
  tokenEndpoint = `${issuer.origin}/${TENANT}/oauth2/v2.0/token`;
  process.env.ENTRA_ISSUER = issuer.href;
  process.env.ENTRA_TENANT_ID = TENANT;
  process.env.ENTRA_CLIENT_ID = 'lagebild';
  process.env.ENTRA_CLIENT_CERTIFICATE = path;
  server = await startIdentity({
    issuer,
    tenant: TENANT,
    appUrl: 'http://localhost:3000',
    clientId: 'lagebild',
    credential: { certificate: registered.certificate },
    switches: { lax: false, opportunistic: false, aged: false },
  });
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

function round(): SignInRound {
  const arrival = { sessionId: null, address: null, userAgent: null, now: new Date(), requestId: 'test' };
  return new SignInRound(() => signInHooks(arrival));
}

describe('a sign-in with a certificate', () => {
  test('goes through, from the button to the session', async () => {
    use(registered);
    const { url, sid } = await round().as('analyst');
    expect(url).not.toContain('error');
    expect(sid && (await sessionActor(sid, new Date()))).toMatchObject({ name: 'Anna Sommer', roles: ['Analyst'] });
  });

  test('with a certificate that is not registered it ends at the provider', async () => {
    use(foreign);
    const said = vi.spyOn(log(), 'error');
    expect(await round().as('analyst')).toEqual({ url: expect.stringContaining('error=OAuthCallback'), sid: null });
    expect(said).toHaveBeenCalledExactlyOnceWith({ error: 'invalid_client' }, expect.any(String));
    said.mockRestore();
  });

  test('with one that has expired meanwhile it fails, and the log says why', async () => {
    use(expired);
    const said = vi.spyOn(log(), 'error');
    expect(await round().as('analyst')).toEqual({ url: expect.stringContaining('error=OAuthCallback'), sid: null });
    const err = expect.objectContaining({ message: expect.stringContaining('client.pem has expired on') });
    expect(said).toHaveBeenCalledExactlyOnceWith({ err }, 'nobody can sign in');
    said.mockRestore();
  });
});

describe('the provider refuses, as Entra does', () => {
  const now = () => new Date();
  const request = () => ({ clientId: 'lagebild', tokenEndpoint, now: now() });

  async function refusal(proof: Readonly<Record<string, string>>): Promise<string> {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code: 'none',
      client_id: 'lagebild',
      ...proof,
    });
    const answer: unknown = await (await fetch(tokenEndpoint, { method: 'POST', body })).json();
    return JSON.stringify(answer);
  }

  test('nothing of the proof itself when it is right: only the code is wrong', async () => {
    use(registered);
    expect(await refusal(clientProof(clientCredential(now()), request()))).toContain('invalid_grant');
  });

  test('a proof used twice', async () => {
    use(registered);
    const proof = clientProof(clientCredential(now()), request());
    await refusal(proof);
    expect(await refusal(proof)).toContain('invalid_client');
  });

  test('another audience, an old proof, another key, another thumbprint, a secret', async () => {
    use(registered);
    const right = clientCredential(now());
    use(foreign);
    const wrong = clientCredential(now());
    if (right.kind !== 'certificate' || wrong.kind !== 'certificate') throw new Error('no certificate');
    const proofs = [
      clientProof(right, { ...request(), tokenEndpoint: new URL(tokenEndpoint).origin }),
      clientProof(right, { ...request(), now: new Date(Date.now() - HOUR_MS) }),
      clientProof(wrong, request()),
      clientProof({ ...right, thumbprint: wrong.thumbprint }, request()),
      { client_secret: 'a secret' },
    ];
    for (const proof of proofs) expect(await refusal(proof)).toContain('invalid_client');
  });
});
