import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { withDatabase } from '@/lib/core/testing/database';
import { burning, runsOf, tick, verbs } from '@/lib/escalation/testing/escalations';
import { at } from '@/lib/incidents/testing/incidents';

withDatabase();

/** As many chains as are looked at in one go, due since an hour and with steps that nobody can read. */
async function poisoned(incidentId: string): Promise<readonly string[]> {
  const chain = await unsafeDb().escalationChain.create({
    data: {
      ...{ place: `product:${randomUUID()}`, priority: 1, number: 1, validFrom: new Date(0), repeats: 0, steps: [{}] },
      ...{ createdAt: new Date(0), createdBy: 'test' },
    },
    select: { id: true },
  });
  const one = { incidentId, reason: 'unanswered', priority: 1, chainId: chain.id };
  const due = { startedAt: at(-60), roundAt: at(-60), nextAt: at(-60) };
  const made = await unsafeDb().escalationRun.createManyAndReturn({
    data: Array.from({ length: 100 }, (_, cause) => ({ ...one, ...due, cause: 1000 + cause })),
    select: { id: true },
  });
  return made.map(({ id }) => id);
}

it('a hundred chains that cannot be followed hold up the others for one look, and are tried again after a minute', async () => {
  const { incident: broken } = await burning();
  const ids = await poisoned(broken.id);
  const { incident } = await burning();
  await tick(0);
  const failedAt = async () => {
    const rows = await unsafeDb().escalationRun.groupBy({ by: ['failedAt'], where: { id: { in: [...ids] } } });
    return rows.map((row) => row.failedAt);
  };
  expect(await failedAt()).toEqual([at(0)]);
  expect(await verbs(incident.id)).toEqual(['started']);
  await tick(0.25);
  expect(await verbs(incident.id)).toEqual(['started', 'step']);
  await tick(1.5);
  expect(await failedAt()).toEqual([at(1.5)]);
});

it('one that failed once is like the others as soon as it could be followed', async () => {
  const { incident } = await burning();
  await tick(0);
  const [run] = await runsOf(incident.id);
  await unsafeDb().escalationRun.update({ where: { id: run?.id ?? '' }, data: { failedAt: at(1), nextAt: at(1) } });
  await tick(1);
  expect(await runsOf(incident.id)).toMatchObject([{ failedAt: null }]);
  expect(await verbs(incident.id)).toEqual(['started', 'step', 'step']);
});
