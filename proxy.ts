import { type NextRequest, NextResponse } from 'next/server';
import { signInPath, WANTED_PATH } from '@/lib/access/way-back';
import { secureCookies, sessionCookieName } from '@/lib/core/auth/cookie';
import { env } from '@/lib/core/env';
import { securityHeaders } from '@/lib/core/security-headers';

const PUBLIC_PAGE = /^\/(signin|signed-out|no-access|a)(\/|$)/;

function mayPass(request: NextRequest): boolean {
  const { pathname } = request.nextUrl;
  return pathname.startsWith('/api/') || PUBLIC_PAGE.test(pathname) || request.cookies.has(sessionCookieName());
}

/** Sets the headers and sends a browser without a cookie to the sign-in. It authorises nothing: guards do. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const headers = securityHeaders({ nonce, development: env().NODE_ENV === 'development', https: secureCookies() });
  const response = mayPass(request) ? pass(request, nonce, headers) : toSignIn(request);
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

function pass(request: NextRequest, nonce: string, headers: Readonly<Record<string, string>>): NextResponse {
  const forwarded = new Headers(request.headers);
  forwarded.set('x-nonce', nonce);
  forwarded.set(WANTED_PATH, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  // Next reads the nonce for its own scripts from the request's policy.
  forwarded.set('Content-Security-Policy', headers['Content-Security-Policy'] ?? '');
  return NextResponse.next({ request: { headers: forwarded } });
}

function toSignIn(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  return NextResponse.redirect(new URL(signInPath(`${pathname}${search}`), request.nextUrl));
}

// Uploads go past the proxy: Next would keep a copy of the body for it and cut it at 10 MB. next.config.js has their headers.
export const config = {
  matcher: [
    '/((?!_next/static|favicon.ico|icon.svg|api/imports$|api/v1/imports$|api/intel/epss$|api/intel/kev$|api/incidents/evidence$|api/compliance/catalogues$|api/engagements/[^/]+/files$|api/tls/[^/]+/opinions$|api/acceptances/[^/]+/evidence$).*)',
  ],
};
