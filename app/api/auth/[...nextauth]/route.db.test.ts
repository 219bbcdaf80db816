import { NextRequest } from 'next/server';
import { expect, test } from 'vitest';
import { GET, POST } from '@/app/api/auth/[...nextauth]/route';
import { unsafeDb } from '@/lib/core/db';
import { withDatabase } from '@/lib/core/testing/database';

withDatabase();

const ADDRESS = '192.0.2.7';

async function exhausted(bucket: string): Promise<void> {
  const row = { tokens: 0, updatedAt: new Date(Date.now() + 3_600_000) };
  const key = `${bucket}:${ADDRESS}`;
  await unsafeDb().rateBucket.upsert({ where: { key }, create: { key, ...row }, update: row });
}

function ask(method: 'GET' | 'POST', ...nextauth: string[]): Promise<Response> {
  const request = new NextRequest(`http://localhost:3000/api/auth/${nextauth.join('/')}`, {
    method,
    headers: { 'x-forwarded-for': ADDRESS },
  });
  return (method === 'GET' ? GET : POST)(request, { params: Promise.resolve({ nextauth }) });
}

test('an address that calls back too often waits, and so does one that begins too often', async () => {
  await exhausted('callback');
  expect((await ask('GET', 'callback', 'entra')).status).toBe(429);
  expect((await ask('POST', 'unknown')).status).toBe(404);
  await exhausted('sign-in');
  expect((await ask('POST', 'signin', 'entra')).status).toBe(429);
});

test('what costs nothing goes on', async () => {
  await exhausted('callback');
  await exhausted('sign-in');
  expect((await ask('GET', 'session')).status).toBe(404);
});
