import { cookies, headers } from 'next/headers';
import { redirect, unstable_rethrow } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { cache } from 'react';
import { sessionActor, sessionEnd } from '@/lib/access/data/sessions';
import { errorResponse, failed, requestIdOf, requireSameOrigin } from '@/lib/access/edge';
import { type AnyOf, type CallLimit, tokenActor } from '@/lib/access/tokens';
import { signInPath, WANTED_PATH } from '@/lib/access/way-back';
import { sessionCookieName, sessionIdOf } from '@/lib/core/auth/cookie';
import type { Ctx, PersonActor, TokenActor } from '@/lib/core/context';
import { env } from '@/lib/core/env';
import { DomainError, type Result } from '@/lib/core/errors';

/** The context of a signed-in person: what pages, actions and the browser's own handlers work with. */
export type PersonCtx = Ctx & { readonly actor: PersonActor };

/** The context of a machine with a token. */
export type TokenCtx = Ctx & { readonly actor: TokenActor };

const ownSessionId = cache(async () => sessionIdOf((await cookies()).get(sessionCookieName())?.value));

const personCtx = cache(async (): Promise<PersonCtx | null> => {
  const now = new Date();
  const sid = await ownSessionId();
  const actor = sid ? await sessionActor(sid, now) : null;
  return actor ? { actor, now, requestId: requestIdOf(await headers()) } : null;
});

/** For pages that anybody may open: the context where there is a living session. */
export function maybeCtx(): Promise<PersonCtx | null> {
  return personCtx();
}

/** For the sign-in page: why the session of this browser is over; null where it has none, or a living one. */
export async function endedBecause() {
  const sid = await ownSessionId();
  return sid ? sessionEnd(sid, new Date()) : null;
}

/** For server components under `app/(app)`: without a living session the browser goes to the sign-in page, and back after it. */
export async function pageCtx(): Promise<PersonCtx> {
  const ctx = await personCtx();
  if (ctx) return ctx;
  redirect(signInPath((await headers()).get(WANTED_PATH)));
}

async function requireCtx(): Promise<PersonCtx> {
  const ctx = await personCtx();
  if (!ctx) throw new DomainError('unauthenticated');
  return ctx;
}

/** The frame of every server action: own origin, living session, errors as codes. */
export async function action<T>(work: (ctx: PersonCtx) => Promise<T>): Promise<Result<T>> {
  const requestHeaders = await headers();
  const requestId = requestIdOf(requestHeaders);
  try {
    requireSameOrigin(requestHeaders, env().NEXTAUTH_URL);
    return { ok: true, data: await work(await requireCtx()) };
  } catch (error) {
    unstable_rethrow(error);
    return failed(error, requestId);
  }
}

type RouteContext<P> = { readonly params: Promise<P> };
type RouteParams = Readonly<Record<string, string | string[] | undefined>>;
type Work<C extends Ctx, P> = (ctx: C, request: NextRequest, params: P) => Promise<Response | object>;
type Handler<P> = (request: NextRequest, context: RouteContext<P>) => Promise<Response>;

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

function answer(body: Response | object): Response {
  return body instanceof Response ? body : Response.json(body, { headers: { 'cache-control': 'no-store' } });
}

/** The frame of handlers that our own pages call: session cookie, own origin on unsafe methods, errors as codes. */
export function sessionRoute<P extends RouteParams = RouteParams>(work: Work<PersonCtx, P>): Handler<P> {
  return async (request, { params }) => {
    const requestId = requestIdOf(request.headers);
    try {
      if (!SAFE.has(request.method)) requireSameOrigin(request.headers, env().NEXTAUTH_URL);
      return answer(await work(await requireCtx(), request, await params));
    } catch (error) {
      unstable_rethrow(error);
      return errorResponse(error, requestId);
    }
  };
}

/** The frame of handlers for machines under `/api/v1`: bearer token with `permission` in its scopes, rate limit. */
export function tokenRoute<P extends RouteParams = RouteParams>(
  permission: AnyOf,
  work: Work<TokenCtx, P>,
  limit?: CallLimit,
): Handler<P> {
  return async (request, { params }) => {
    const requestId = requestIdOf(request.headers);
    try {
      const now = new Date();
      const actor = await tokenActor(request.headers, permission, now, limit);
      return answer(await work({ actor, now, requestId }, request, await params));
    } catch (error) {
      unstable_rethrow(error);
      return errorResponse(error, requestId);
    }
  };
}
