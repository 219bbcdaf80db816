import type { NextRequest } from 'next/server';
import { addressOf, errorResponse, requestIdOf } from '@/lib/access/edge';
import { signInHooks } from '@/lib/access/sign-in';
import { sessionCookieName, sessionIdOf } from '@/lib/core/auth/cookie';
import { handleAuth } from '@/lib/core/auth/handler';
import { takeToken } from '@/lib/core/rate-limit';

const PER_ADDRESS = { burst: 120, perSeconds: 60 };

type RouteContext = { readonly params: Promise<{ readonly nextauth: string[] }> };

/** What costs something: beginning a sign-in, and a callback, which asks the provider for a token. */
function bucketOf(method: string, action: string | undefined): string | null {
  if (action === 'callback') return 'callback';
  return method === 'POST' ? 'sign-in' : null;
}

async function handle(request: NextRequest, context: RouteContext): Promise<Response> {
  const now = new Date();
  const requestId = requestIdOf(request.headers);
  const address = addressOf(request.headers);
  try {
    const bucket = bucketOf(request.method, (await context.params).nextauth[0]);
    if (bucket) await takeToken(`${bucket}:${address ?? 'unknown'}`, PER_ADDRESS, now);
  } catch (error) {
    return errorResponse(error, requestId);
  }
  const sessionId = await sessionIdOf(request.cookies.get(sessionCookieName())?.value);
  const userAgent = request.headers.get('user-agent')?.slice(0, 300) ?? null;
  return handleAuth(request, context, signInHooks({ sessionId, address, userAgent, now, requestId }));
}

export { handle as GET, handle as POST };
