import { randomUUID } from 'node:crypto';
import { sessionActor } from '@/lib/access/data/sessions';
import { signInHooks } from '@/lib/access/sign-in';
import type { Ctx, PersonActor } from '@/lib/core/context';

export const TENANT = '99999999-9999-4999-8999-999999999999';
export const NOW = new Date('2026-11-22T12:00:00Z');

export function at(minutes: number): Date {
  return new Date(NOW.getTime() + minutes * 60_000);
}

export type TestClaims = Readonly<Record<string, unknown>> & { readonly oid: string };

/** ID-token claims as Entra gives them, issued and authenticated at `now`. */
export function claims(role: string, more: Readonly<Record<string, unknown>> = {}, now: Date = NOW): TestClaims {
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    tid: TENANT,
    oid: randomUUID(),
    name: `${role} in a test`,
    roles: [`Lagebild.${role}`],
    iat: seconds,
    auth_time: seconds,
    login_hint: 'hint',
    ...more,
  };
}

/** Runs one sign-in as the callback route does; the path it was refused to, or the new session's id. */
export async function signIn(
  token: Readonly<Record<string, unknown>>,
  sessionId: string | null = null,
  now: Date = NOW,
): Promise<{ sid: string } | { refused: string }> {
  const hooks = signInHooks({ sessionId, address: '192.0.2.1', userAgent: 'test', now, requestId: 'test' });
  const verdict = await hooks.decide(token);
  return verdict === true ? hooks.open(null) : { refused: verdict };
}

/** Signs in and returns the session id. */
export async function sessionFor(token: TestClaims, sessionId: string | null = null, now: Date = NOW): Promise<string> {
  const result = await signIn(token, sessionId, now);
  if ('refused' in result) throw new Error(`refused: ${result.refused}`);
  return result.sid;
}

/** The context of a living session. */
export async function ctxOf(sid: string, now: Date = NOW): Promise<Ctx & { readonly actor: PersonActor }> {
  const actor = await sessionActor(sid, now);
  if (!actor) throw new Error('the session is not living');
  return { actor, now, requestId: 'test' };
}
