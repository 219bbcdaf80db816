import { NextRequest } from 'next/server';
import { expect, test } from 'vitest';
import { signInPath, WANTED_PATH } from '@/lib/access/way-back';
import { sessionCookieName } from '@/lib/core/auth/cookie';
import { proxy } from '@/proxy';

test('an ended session leads to the sign-in and back to where it ended', () => {
  expect(signInPath('/findings?state=open&q=a%20b')).toBe(
    '/signin?callbackUrl=%2Ffindings%3Fstate%3Dopen%26q%3Da%2520b',
  );
});

test.each([null, '', '/', '//evil.example', '/\\evil.example', 'https://evil.example/', 'javascript:alert(1)'])(
  '%s is no way back',
  (wanted) => {
    expect(signInPath(wanted)).toBe('/signin');
  },
);

test('pages learn the address from the proxy, whatever the browser claims', () => {
  const headers = { cookie: `${sessionCookieName()}=x`, [WANTED_PATH]: '/elsewhere' };
  const answer = proxy(new NextRequest('http://localhost:3000/findings?state=open', { headers }));
  expect(answer.headers.get(`x-middleware-request-${WANTED_PATH}`)).toBe('/findings?state=open');
});
