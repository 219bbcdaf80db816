import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import { env } from '@/lib/core/env';
import { deriveKey } from '@/lib/core/secrets';

const payload = z.object({ sid: z.uuid() });

export function secureCookies(): boolean {
  return env().NEXTAUTH_URL.startsWith('https:');
}

/** `__Host-` binds the cookie to this host over TLS; browsers refuse the prefix on plain http. */
export function sessionCookieName(): string {
  return secureCookies() ? '__Host-lagebild.session' : 'lagebild.session';
}

/** How the session cookie is set; the very same attributes take it back. */
export function sessionCookieOptions() {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: secureCookies() } as const;
}

/** What the sign-out sets: browsers drop a `__Host-` cookie only by a header that has Secure and Path=/ too. */
export function takenBackCookie() {
  return { name: sessionCookieName(), value: '', maxAge: 0, ...sessionCookieOptions() };
}

export function authSecret(): string {
  return deriveKey('session').toString('base64url');
}

/** The session id in the cookie's encrypted value, or null for anything that we did not issue. */
export async function sessionIdOf(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  try {
    const token = await decode({ token: cookie, secret: authSecret() });
    const parsed = payload.safeParse(token);
    return parsed.success ? parsed.data.sid : null;
  } catch {
    return null;
  }
}
