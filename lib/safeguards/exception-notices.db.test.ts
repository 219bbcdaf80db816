import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { NOW } from '@/lib/access/testing/sign-in';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import type { PersonActor } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { safeguardJobs } from '@/lib/safeguards/jobs';
import { decideException, endException, requestException } from '@/lib/safeguards/mutations/except';

withDatabase();

const asker = person('Responder', 'everywhere', { name: 'Asker' });
const approver = person('Admin', 'everywhere', { name: 'Approver' });
const elsewhere = person('Responder', [], { name: 'Elsewhere' });
const analyst = person('Analyst', 'everywhere', { name: 'Analyst' });
const at = (days: number) => addDays(NOW, days);
let productId = '';

async function known({ id, name, roles }: PersonActor, place: { productId?: string }) {
  await unsafeDb().person.create({
    data: {
      ...{ id, tenantId: randomUUID(), objectId: randomUUID(), name, lastRoles: [...roles] },
      grants: { create: [place] },
    },
  });
}

beforeAll(async () => {
  productId = (await aProduct()).productId;
  for (const one of [asker, approver, analyst]) await known(one, {});
  await known(elsewhere, { productId: (await aProduct()).productId });
});

async function asked(days: number) {
  const ask = { teamId: null, productId, kind: 'accepted', reason: 'nothing else is to be had' } as const;
  await requestException(ctx(asker, NOW), { ...ask, safeguard: 'A9', expiresAt: at(days) });
  return unsafeDb().safeguardException.findFirstOrThrow({ orderBy: { number: 'desc' } });
}

async function decide(id: string, approve: boolean) {
  const proven = await satisfiedFor(approver, 'safeguard:approve', `${approve ? 'approve' : 'reject'}:${id}`);
  await decideException(ctx(proven, NOW), { id, approve, note: 'looked at it' });
}

/** The worker's task, as it is registered. */
async function remind(days: number) {
  const task = safeguardJobs.tasks?.find(({ name }) => name === 'remind-of-exceptions');
  if (!task) throw new Error('the worker has no such task');
  await task.run(ctx(system, at(days)));
}

/** What was told of an exception: to whom, and what. */
async function toldOf(number: number) {
  const rows = await unsafeDb().notice.findMany({
    where: { params: { path: ['number'], equals: number } },
    include: { person: { select: { name: true } } },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => `${row.kind} ${row.person.name}`);
}

describe('of an exception', () => {
  it('those who may approve hear when it is asked for, and who asked hears the decision', async () => {
    const yes = await asked(90);
    expect(await toldOf(yes.number)).toEqual(['exception_requested Approver']);
    await decide(yes.id, true);
    expect(await toldOf(yes.number)).toEqual(['exception_requested Approver', 'exception_approved Asker']);
    const no = await asked(90);
    await decide(no.id, false);
    expect(await toldOf(no.number)).toEqual(['exception_requested Approver', 'exception_rejected Asker']);
    expect(await unsafeDb().notice.findFirst({ where: { kind: 'exception_requested' } })).toMatchObject({
      ...{ href: '/posture/A9', productId, params: { number: yes.number, safeguard: 'A9', actor: 'Asker' } },
    });
  });

  it('people are reminded once in the week before its end, and not of what was ended or rejected', async () => {
    const running = await asked(30);
    await decide(running.id, true);
    const ended = await asked(30);
    await endException(ctx(asker, NOW), { id: ended.id });
    const waiting = await asked(30);
    const before = [running, ended, waiting].map(({ number }) => toldOf(number));
    const [first = [], second = [], third = []] = await Promise.all(before);
    await remind(22);
    expect(await toldOf(running.number)).toEqual(first);
    for (const days of [23.5, 24, 29.9]) await remind(days);
    const of = await toldOf(running.number);
    expect(of.slice(first.length).sort()).toEqual(['exception_ending Approver', 'exception_ending Asker']);
    expect(await toldOf(ended.number)).toEqual(second);
    expect((await toldOf(waiting.number)).slice(third.length)).toEqual(['exception_ending Approver']);
    await remind(31);
    expect(await toldOf(running.number)).toEqual(of);
  });
});
