import { expect, it } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { tickClocks } from '@/lib/incidents/mutations/tick';
import { at, clocksOf, declared, NOON } from '@/lib/incidents/testing/incidents';

withDatabase();

it('clocks that cannot be told of, however many and however long they wait, hold no other one up', async () => {
  const { productId } = await aProduct();
  const broken = await declared(ctx(system, NOON), productId);
  // No moment that can be written down.
  await unsafeDb().$executeRaw`
    INSERT INTO incident_clock (id, incident_id, kind, priority, started_at, due_at, marks, next_mark, next_at)
    SELECT gen_random_uuid(), ${broken.id}::uuid, 'broken' || one, 1, ${at(-90)}, 'infinity', '{}', 100, ${at(-60)}
    FROM generate_series(1, 300) one`;
  const incident = await declared(ctx(system, NOON), productId);
  await tickClocks(ctx(system, at(20)));
  const [reaction] = (await clocksOf(incident.id)).filter(({ kind }) => kind === 'reaction');
  expect(reaction).toMatchObject({ breachedAt: at(15) });
  expect(await unsafeDb().incidentClock.count({ where: { incidentId: broken.id, nextAt: at(-60) } })).toBe(300);
});
