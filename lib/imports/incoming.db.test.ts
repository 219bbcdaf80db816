import { expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { takeToken } from '@/lib/core/rate-limit';
import { ctx, person } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { receiveUpload } from '@/lib/imports/incoming';
import { at, probeReport } from '@/lib/imports/testing';

withDatabase();

test('uploads from a browser are limited a person, whatever the session', async () => {
  const { productId } = await aProduct();
  const [flooding, other] = [person('Engineer', [productId]), person('Engineer', [productId])];
  const upload = (actor: typeof other, minute: number) => {
    const body = probeReport({ findings: [{ id: 'a' }] });
    const request = new Request('http://localhost/api/imports?file=a.json', { method: 'POST', body });
    return receiveUpload({ ...ctx(actor, at(minute)), actor }, request, productId);
  };
  // Leaves the bucket empty.
  await takeToken(`upload:${flooding.id}`, { burst: 1, perSeconds: 60 }, at(0));
  const again = upload({ ...flooding, sessionId: crypto.randomUUID() }, 0);
  await expect(again).rejects.toMatchObject({ code: 'rate_limited', details: { retryAfterSeconds: 1 } });
  expect(await unsafeDb().import.count({ where: { productId } })).toBe(0);
  await upload(other, 0);
  await upload(flooding, 1);
  expect(await unsafeDb().import.count({ where: { productId } })).toBe(2);
});
