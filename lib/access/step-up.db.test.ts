import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sessionActor } from '@/lib/access/data/sessions';
import { ownIntent } from '@/lib/access/data/step-up';
import { openDraft } from '@/lib/access/draft';
import { keepIntent } from '@/lib/access/mutations/step-up';
import { requireStepUp } from '@/lib/access/step-up';
import { at, claims, ctxOf, NOW, sessionFor, signIn, TENANT, type TestClaims } from '@/lib/access/testing/sign-in';
import type { Ctx, PersonActor } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { ctx as ctxFor, system, token as tokenActor } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';

withDatabase();

beforeAll(() => {
  process.env.ENTRA_TENANT_ID = TENANT;
  process.env.ENTRA_CLIENT_ID = 'lagebild';
  process.env.ENTRA_CLIENT_SECRET = 'only-for-tests';
});

type PersonCtx = Ctx & { readonly actor: PersonActor };

let token: TestClaims;
let sid: string;
let ctx: PersonCtx;

beforeEach(async () => {
  token = claims('Admin');
  sid = await sessionFor(token);
  ctx = await ctxOf(sid);
});

/** Asks for a step-up and begins it, as the dialog does. */
async function begin(who: PersonCtx, target = 'here'): Promise<string> {
  const refusal = await requireStepUp(who, 'token:create', target).catch((error: unknown) => error);
  if (!(refusal instanceof DomainError)) throw new Error('no step-up was asked for');
  expect(refusal).toMatchObject({ code: 'step_up_required', details: { acr: 'c1', loginHint: 'hint' } });
  const stepUpId = String(refusal.details.stepUpId);
  await keepIntent(who, { stepUpId, returnTo: '/settings/tokens', draft: { key: 'token', input: { name: 'ci' } } });
  return stepUpId;
}

const proven = (minutes = 1) => ({ ...token, acrs: ['c1'], auth_time: Math.floor(at(minutes).getTime() / 1000) });

test('what a form held is sealed where it is kept, for that step-up alone', async () => {
  const id = await begin(ctx);
  const { draft } = await unsafeDb().stepUp.findUniqueOrThrow({ where: { id } });
  expect(JSON.stringify(draft)).not.toContain('token');
  expect(openDraft(draft, id)).toEqual({ key: 'token', input: { name: 'ci' } });
  expect(openDraft(draft, 'another')).toBeNull();
  expect(openDraft({ key: 'token', input: { name: 'ci' } }, id)).toBeNull();
});

describe('the right proof', () => {
  test('makes a new session, keeps the intent, and serves once', async () => {
    const id = await begin(ctx);
    const fresh = await sessionFor(proven(), sid, at(1));
    expect(fresh).not.toBe(sid);
    expect(await sessionActor(sid, at(1))).toBeNull();
    const after = await ctxOf(fresh, at(1));
    expect(await ownIntent(after.actor, id, at(1))).toMatchObject({
      state: 'proven',
      returnTo: '/settings/tokens',
      draft: { key: 'token', input: { name: 'ci' } },
    });
    await requireStepUp(after, 'token:create', 'here');
    expect(await ownIntent(after.actor, id, at(1))).toMatchObject({ state: 'used' });
    await expect(requireStepUp(after, 'token:create', 'here')).rejects.toThrow('step_up_required');
  });

  test('of two at the same time one passes', async () => {
    await begin(ctx);
    const after = await ctxOf(await sessionFor(proven(), sid, at(1)), at(1));
    const both = await Promise.allSettled([
      requireStepUp(after, 'token:create', 'here'),
      requireStepUp(after, 'token:create', 'here'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('is for its purpose and target only, and for ten minutes', async () => {
    await begin(ctx);
    const after = await ctxOf(await sessionFor(proven(), sid, at(1)), at(1));
    await expect(requireStepUp(after, 'token:revoke', 'here')).rejects.toThrow('step_up_required');
    await expect(requireStepUp(after, 'token:create', 'there')).rejects.toThrow('step_up_required');
    await expect(requireStepUp({ ...after, now: at(11) }, 'token:create', 'here')).rejects.toThrow('step_up_required');
  });

  test('survives a deed that rolls back', async () => {
    await begin(ctx);
    const after = await ctxOf(await sessionFor(proven(), sid, at(1)), at(1));
    const deed = inTransaction({}, async (tx) => {
      await requireStepUp({ ...after, db: tx }, 'token:create', 'here');
      throw new Error('lost race');
    });
    await expect(deed).rejects.toThrow('lost race');
    await requireStepUp(after, 'token:create', 'here');
  });
});

describe('is refused, and nothing changes', () => {
  test.each([
    ['a stale proof', { auth_time: Math.floor(at(-60).getTime() / 1000) }, 'stale'],
    ['no second factor', { acrs: [] }, 'not-proven'],
    ['another context', { acrs: ['c9'] }, 'not-proven'],
  ])('%s', async (_what, change, reason) => {
    const id = await begin(ctx);
    expect(await signIn({ ...proven(), ...change }, sid, at(1))).toEqual({
      refused: `/step-up/failed?reason=${reason}`,
    });
    expect(await sessionActor(sid, at(1))).toMatchObject({ id: ctx.actor.id });
    expect(await ownIntent(ctx.actor, id, at(1))).toMatchObject({ state: 'pending' });
    await expect(requireStepUp(ctx, 'token:create', 'here')).rejects.toThrow('step_up_required');
  });

  test("another person's second factor", async () => {
    await begin(ctx);
    const other = { ...claims('Admin', { acrs: ['c1'] }, at(1)) };
    expect(await signIn(other, sid, at(1))).toEqual({ refused: '/step-up/failed?reason=other-person' });
    expect(await sessionActor(sid, at(1))).toMatchObject({ id: ctx.actor.id });
  });

  test('the same proof twice', async () => {
    const id = await begin(ctx);
    const first = await sessionFor(proven(), sid, at(1));
    // The second tab still holds the old cookie: an ordinary sign-in now, and no second satisfaction.
    const second = await sessionFor(proven(), sid, at(2));
    expect(await ownIntent((await ctxOf(second, at(2))).actor, id, at(2))).toBeNull();
    const used = await ctxOf(first, at(2));
    await requireStepUp(used, 'token:create', 'here');
    await expect(requireStepUp(used, 'token:create', 'here')).rejects.toThrow('step_up_required');
    await expect(requireStepUp(await ctxOf(second, at(2)), 'token:create', 'here')).rejects.toThrow('step_up_required');
  });

  test('a proof that comes after ten minutes', async () => {
    const id = await begin(ctx);
    const late = await ctxOf(await sessionFor(proven(11), sid, at(11)), at(11));
    expect(await ownIntent(late.actor, id, at(11))).toBeNull();
    await expect(requireStepUp(late, 'token:create', 'here')).rejects.toThrow('step_up_required');
  });

  test("somebody else's request, seen or kept", async () => {
    const id = await begin(ctx);
    const other = await ctxOf(await sessionFor(claims('Admin')));
    expect(await ownIntent(other.actor, id, NOW)).toBeNull();
    const input = { stepUpId: id, returnTo: '/', draft: { key: 'x', input: null } };
    await expect(keepIntent(other, input)).rejects.toThrow('not_found');
  });

  test('a machine', async () => {
    await expect(requireStepUp(ctxFor(tokenActor('p', [])), 'token:create', 'x')).rejects.toThrow('forbidden');
    await expect(requireStepUp(ctxFor(system), 'token:create', 'x')).rejects.toThrow('forbidden');
  });

  test('a sixth request within ten minutes', async () => {
    for (let n = 0; n < 5; n += 1) await begin(ctx, `target ${n}`);
    await expect(requireStepUp(ctx, 'token:create', 'one more')).rejects.toThrow('rate_limited');
    await expect(requireStepUp({ ...ctx, now: at(2.1) }, 'token:create', 'later')).rejects.toThrow('step_up_required');
  });
});

test('a sign-in beside a step-up that was asked for and never begun is an ordinary one', async () => {
  await expect(requireStepUp(ctx, 'token:create', 'here')).rejects.toThrow('step_up_required');
  const fresh = await sessionFor(token, sid, at(1));
  expect(await unsafeDb().stepUp.count({ where: { sessionId: fresh } })).toBe(0);
});
