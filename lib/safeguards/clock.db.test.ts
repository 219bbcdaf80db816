import { describe, expect, it } from 'vitest';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, system } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';
import { clockSkew, readBasis } from '@/lib/safeguards/data/basis';
import { attest } from '@/lib/safeguards/mutations/attest';
import { evaluateWhenDue } from '@/lib/safeguards/mutations/evaluate';

withDatabase();

/** The database's own time. */
async function databaseNow(): Promise<Date> {
  const at = new Date(0);
  return new Date(at.getTime() - (await clockSkew(at)));
}

describe('a worker', () => {
  it('judges nothing while its clock is wrong', async () => {
    const now = await databaseNow();
    for (const days of [1, -1, 365]) await evaluateWhenDue(ctx(system, addDays(now, days)));
    expect(await unsafeDb().safeguardRun.count()).toBe(0);
    await evaluateWhenDue(ctx(system, await databaseNow()));
    expect(await unsafeDb().safeguardRun.count()).toBe(1);
  });

  it('judges again when a statement ends', async () => {
    const now = await databaseNow();
    await attest(ctx(person('Responder', 'everywhere'), now), {
      ...{ safeguard: 'F8', known: 0, verdict: 'met', statement: 'as the protocol says', document: 'p. 4' },
      validUntil: addDays(now, 3),
    });
    const [before, until, after] = await Promise.all([0, 2, 4].map((days) => readBasis(addDays(now, days))));
    expect(until?.own).toBe(before?.own);
    expect(after?.own).not.toBe(before?.own);
  });
});
