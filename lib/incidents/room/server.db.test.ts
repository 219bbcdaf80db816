import { randomUUID } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import type { PersonCtx } from '@/lib/access/guard';
import type { PersonActor } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, roleless, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aPerson } from '@/lib/findings/testing/findings';
import { unsafePresent } from '@/lib/incidents/data/presence';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { closeStreams, openStream } from '@/lib/incidents/room/server';
import { declared } from '@/lib/incidents/testing/incidents';

withDatabase();
afterAll(closeStreams);

const BEAT_MS = 100;
const here = () => ({ tab: randomUUID(), place: 'now' }) as const;
const ctxOf = (actor: PersonActor): PersonCtx => ({ ...ctx(actor, new Date()), actor });

/** Somebody with a session that lives. */
async function signedIn(role: 'Responder' | 'Auditor', productId: string): Promise<PersonActor> {
  const id = await aPerson(role, productId);
  const now = new Date();
  const { id: sessionId } = await unsafeDb().userSession.findFirstOrThrow({
    where: { personId: id },
    select: { id: true },
  });
  const lives = { lastSeenAt: now, checkedAt: now, expiresAt: new Date(now.getTime() + 3_600_000) };
  await unsafeDb().userSession.update({ where: { id: sessionId }, data: lives });
  return person(role, [productId], { id, sessionId });
}

async function one() {
  const { productId } = await aProduct();
  const rita = await signedIn('Responder', productId);
  return { productId, rita, incident: await declared(ctxOf(rita), productId) };
}

/** Reads until what came fits. */
function reading(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let all = '';
  return {
    until: async (wanted: RegExp): Promise<string> => {
      while (!wanted.test(all)) {
        const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
        if (done) throw new Error(`ended before ${wanted}: ${all}`);
        all += value;
      }
      return all;
    },
    leave: () => reader?.cancel(),
  };
}

it('goes on from the line that was seen last, says that the reader is there, and forgets them when they leave', async () => {
  const { rita, incident } = await one();
  const say = () => inTransaction({}, (tx) => keepEntry(tx, ctxOf(rita), incident, { kind: 'message', note: 'x' }));
  await say();
  const response = await openStream(ctxOf(rita), incident.number, here(), 1);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(response.headers.get('cache-control')).toContain('no-transform');
  const stream = reading(response);
  expect(await stream.until(/id: 2\n/)).not.toContain('id: 1\n');
  await say();
  await stream.until(/id: 3\n/);
  await stream.until(new RegExp(`event: present\ndata: .*${rita.id}`));
  await stream.leave();
  await expect.poll(() => unsafePresent(incident.id, new Date())).toEqual([]);
});

it('ends within a beat once the session or the reach is gone', async () => {
  const { productId, rita, incident } = await one();
  const ann = await signedIn('Auditor', productId);
  const [first, second] = await Promise.all(
    [rita, ann].map(async (who) => reading(await openStream(ctxOf(who), incident.number, here(), 0, BEAT_MS))),
  );
  await Promise.all([first?.until(/\n:\n/), second?.until(/\n:\n/)]);
  await unsafeDb().userSession.update({
    where: { id: rita.sessionId },
    data: { revokedAt: new Date(), revokedReason: 'signed-out' },
  });
  await unsafeDb().scopeGrant.deleteMany({ where: { personId: ann.id } });
  expect(await first?.until(/event: end/)).toContain('"why":"revoked"');
  expect(await second?.until(/event: end/)).toContain('"why":"revoked"');
});

it('is for who may read the incident', async () => {
  const { incident } = await one();
  for (const [actor, code] of [
    [stranger(), 'not_found'],
    [roleless(), 'forbidden'],
  ] as const)
    await expect(openStream(ctxOf(actor), incident.number, here(), 0)).rejects.toMatchObject({ code });
  await expect(openStream(ctxOf(readOnly()), 999_999, here(), 0)).rejects.toMatchObject({ code: 'not_found' });
});
