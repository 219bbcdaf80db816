import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { type AuthHooks, authOptions } from '@/lib/core/auth/options';

/**
 * What the product uses of next-auth's routes. `session`, `_log`, `signout` and `providers` are closed: the first
 * re-issues cookies and takes updates, the second writes logs for anybody (docs/decisions/0004-sign-in.md).
 */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  GET: ['csrf', 'callback', 'error', 'signin'],
  POST: ['signin', 'callback'],
};

/** The browser may ask for fresh proof of a known person; any other parameter of the request is ours. */
const FROM_BROWSER = new Set(['claims', 'login_hint', 'prompt', 'ui_locales']);

type RouteContext = { readonly params: Promise<{ readonly nextauth: string[] }> };

function open(request: NextRequest, action: string): boolean {
  if (!OPEN[request.method]?.includes(action)) return false;
  const starts = request.method === 'POST' && action === 'signin';
  return !starts || [...request.nextUrl.searchParams.keys()].every((key) => FROM_BROWSER.has(key));
}

/** Answers one of next-auth's open routes; 404 for everything else. */
export async function handleAuth(request: NextRequest, context: RouteContext, hooks: AuthHooks): Promise<Response> {
  const { nextauth } = await context.params;
  if (!open(request, nextauth[0] ?? '')) return new Response(null, { status: 404 });
  const answer: Response = await NextAuth(request, { params: Promise.resolve({ nextauth }) }, authOptions(hooks));
  return answer;
}
