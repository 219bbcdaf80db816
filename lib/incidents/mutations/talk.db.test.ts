import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { asOwner, withDatabase } from '@/lib/core/testing/database';
import { aPerson } from '@/lib/findings/testing/findings';
import { updatesOf } from '@/lib/incidents/data/updates';
import { acknowledgeIncident } from '@/lib/incidents/mutations/acknowledge';
import { closeIncident } from '@/lib/incidents/mutations/close';
import { decideIncident, SAY_LIMIT, sayIncident } from '@/lib/incidents/mutations/say';
import { followIncident, updateStakeholders } from '@/lib/incidents/mutations/update';
import type { SayInput, UpdateInput } from '@/lib/incidents/room/schema';
import { at, clocksOf, declared, entriesOf, NOON, stored } from '@/lib/incidents/testing/incidents';

withDatabase();

async function responder(productId: string, name: string) {
  const id = await aPerson('Responder', productId, name);
  return person('Responder', [productId], { id, name });
}

async function one() {
  const { productId } = await aProduct();
  const [rita, ben] = [await responder(productId, 'Rita'), await responder(productId, 'Ben')];
  const incident = await declared(ctx(rita, NOON), productId);
  return { productId, rita, ben, incident };
}

const saying = (id: string, more: Partial<SayInput> = {}): SayInput => ({
  ...{ id, key: randomUUID(), text: 'The pod is gone', corrects: null },
  ...more,
});
const updating = (id: string, more: Partial<UpdateInput> = {}): UpdateInput => ({
  ...{ id, key: randomUUID(), executive: 'The shop is safe again', known: 'One pod', impact: 'None', next: 'Watch' },
  nextDue: 'policy',
  ...more,
});
const noticesOf = async (personId: string) =>
  (await unsafeDb().notice.findMany({ where: { personId }, orderBy: { id: 'asc' } })).map(({ kind, href }) => ({
    kind,
    href,
  }));

describe('saying something', () => {
  it('is a line of the log, and those who are mentioned hear of it', async () => {
    const { rita, ben, incident } = await one();
    const text = `@[${ben.id}] and @[${rita.id}]: look`;
    expect(await sayIncident(ctx(rita, at(1)), saying(incident.id, { text }))).toBe(2);
    expect((await entriesOf(incident.id)).at(-1)).toMatchObject({ kind: 'message', note: text, actorName: 'Rita' });
    expect(await noticesOf(ben.id)).toEqual([{ kind: 'incident_mentioned', href: `/incidents/${incident.number}` }]);
    expect(await noticesOf(rita.id)).toEqual([]);
  });

  it('twice under one key is said once, also where both are under way', async () => {
    const { rita, ben, incident } = await one();
    const input = saying(incident.id, { text: `@[${ben.id}]` });
    const both = await Promise.all([sayIncident(ctx(rita, at(1)), input), sayIncident(ctx(rita, at(1)), input)]);
    expect(both).toEqual([2, 2]);
    // The key of somebody else is no key of mine.
    expect(await sayIncident(ctx(ben, at(1)), input)).toBe(3);
    expect(await noticesOf(ben.id)).toHaveLength(1);
  });

  it('mentions only those who may read it', async () => {
    const { rita, incident } = await one();
    const elsewhere = await responder((await aProduct()).productId, 'Eve');
    await expect(sayIncident(ctx(rita), saying(incident.id, { text: `@[${elsewhere.id}]` }))).rejects.toMatchObject({
      details: { issue: 'mention_out_of_reach' },
    });
    expect(await noticesOf(elsewhere.id)).toEqual([]);
  });

  it('is for who may work on it', async () => {
    const { incident } = await one();
    await expect(sayIncident(ctx(readOnly()), saying(incident.id))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(sayIncident(ctx(stranger()), saying(incident.id))).rejects.toMatchObject({ code: 'not_found' });
    const decision = { id: incident.id, key: randomUUID(), decided: 'Stop it', why: 'It spreads' };
    await expect(decideIncident(ctx(readOnly()), decision)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(decideIncident(ctx(stranger()), decision)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('has a limit a minute', async () => {
    const { rita, incident } = await one();
    const all = await Promise.allSettled(
      Array.from({ length: SAY_LIMIT.burst + 1 }, () =>
        sayIncident(ctx(rita, at(1)), saying(incident.id, { corrects: 1 })),
      ),
    );
    const codes = all.map((result) => (result.status === 'rejected' ? result.reason.code : 'kept'));
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(1);
  });
});

describe('putting a message right', () => {
  it('leaves the first one in the log and tells only those who are newly mentioned', async () => {
    const { rita, ben, incident } = await one();
    const mentioning = `@[${ben.id}] port 80`;
    const first = await sayIncident(ctx(rita, at(1)), saying(incident.id, { text: mentioning }));
    const second = await sayIncident(
      ctx(rita, at(2)),
      saying(incident.id, { text: `@[${ben.id}] port 8080`, corrects: first }),
    );
    // A correction of the correction is one of the first.
    await sayIncident(ctx(rita, at(3)), saying(incident.id, { text: 'port 8443', corrects: second }));
    const lines = (await entriesOf(incident.id)).slice(1).map(({ note, data }) => ({ note, data }));
    expect(lines[0]).toMatchObject({ note: mentioning });
    expect(lines.map(({ data }) => data)).toMatchObject([{}, { corrects: first }, { corrects: first }]);
    expect(await noticesOf(ben.id)).toHaveLength(1);
  });

  it('is for who wrote it, and for messages', async () => {
    const { rita, ben, incident } = await one();
    const first = await sayIncident(ctx(rita, at(1)), saying(incident.id));
    await expect(sayIncident(ctx(ben, at(2)), saying(incident.id, { corrects: first }))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(sayIncident(ctx(rita, at(2)), saying(incident.id, { corrects: 1 }))).rejects.toMatchObject({
      details: { issue: 'not_correctable' },
    });
  });
});

it('a decision is kept with its reason', async () => {
  const { rita, incident } = await one();
  await decideIncident(ctx(rita, at(1)), {
    id: incident.id,
    key: randomUUID(),
    decided: 'Take it down',
    why: 'It spreads',
  });
  expect((await entriesOf(incident.id)).at(-1)).toMatchObject({ kind: 'decision', note: 'Take it down\n\nIt spreads' });
});

describe('a status update', () => {
  it('starts the next one’s clock by the policy, at a moment, or not at all', async () => {
    const { rita, incident } = await one();
    const updates = async () => (await clocksOf(incident.id)).filter(({ kind }) => kind === 'update');
    await updateStakeholders(ctx(rita, at(31)), updating(incident.id));
    expect(await updates()).toMatchObject([
      { stopReason: 'updated', breachedAt: at(30), stoppedAt: at(31) },
      { startedAt: at(31), dueAt: at(61), stoppedAt: null },
    ]);
    await updateStakeholders(ctx(rita, at(40)), updating(incident.id, { nextDue: at(160) }));
    expect((await updates())[2]).toMatchObject({ dueAt: at(160), stoppedAt: null });
    await updateStakeholders(ctx(rita, at(41)), updating(incident.id, { nextDue: 'none' }));
    expect((await updates()).filter(({ stoppedAt }) => stoppedAt === null)).toEqual([]);
    const page = await updatesOf(requirePermission(ctx(rita), 'incident:read'), incident.number, rita.id);
    expect(page).toMatchObject({ follows: false, dueAt: null });
    expect(page.updates.map(({ nextDueAt }) => nextDueAt)).toEqual([null, at(160).toISOString(), at(61).toISOString()]);
    expect(page.updates[0]).toMatchObject({ executive: 'The shop is safe again', known: 'One pod', by: 'Rita' });
    for (const nextDue of [at(41), at(60 * 24 * 40)])
      await expect(updateStakeholders(ctx(rita, at(42)), updating(incident.id, { nextDue }))).rejects.toMatchObject({
        details: { issue: 'next_due' },
      });
  });

  it('is told to those who follow or have a part, as long as they may read it', async () => {
    const { productId, rita, ben, incident } = await one();
    const auditor = await aPerson('Auditor', null, 'Ann');
    const ann = person('Auditor', 'everywhere', { id: auditor, name: 'Ann' });
    const gone = await responder(productId, 'Gus');
    for (const who of [ann, gone]) await followIncident(ctx(who, at(1)), { id: incident.id, follow: true });
    await acknowledgeIncident(ctx(ben, at(2)), { id: incident.id });
    await asOwner(`DELETE FROM scope_grant WHERE person_id = '${gone.id}'`);
    await updateStakeholders(ctx(rita, at(3)), updating(incident.id));
    const told = { kind: 'incident_update', href: `/incidents/${incident.number}/updates` };
    expect(await noticesOf(ann.id)).toEqual([told]);
    expect(await noticesOf(ben.id)).toContainEqual(told);
    expect(await noticesOf(gone.id)).toEqual([]);
    expect(await noticesOf(rita.id)).toEqual([]);
    await followIncident(ctx(ann, at(4)), { id: incident.id, follow: false });
    await updateStakeholders(ctx(rita, at(5)), updating(incident.id));
    expect(await noticesOf(ann.id)).toHaveLength(1);
  });

  it('is sent once, by who may work on an open one; what was said is not changed', async () => {
    const { rita, ben, incident } = await one();
    const input = updating(incident.id);
    const both = await Promise.all([
      updateStakeholders(ctx(rita, at(1)), input),
      updateStakeholders(ctx(rita, at(1)), input),
    ]);
    expect(both).toEqual([2, 2]);
    expect(await unsafeDb().incidentUpdate.count({ where: { incidentId: incident.id } })).toBe(1);
    // Two people at once: both are kept, one clock runs.
    await Promise.all([rita, ben].map((who) => updateStakeholders(ctx(who, at(2)), updating(incident.id))));
    expect((await clocksOf(incident.id)).filter((c) => c.kind === 'update' && c.stoppedAt === null)).toHaveLength(1);
    await expect(updateStakeholders(ctx(readOnly()), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(updateStakeholders(ctx(stranger()), input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(followIncident(ctx(stranger()), { id: incident.id, follow: true })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(asOwner('DELETE FROM incident_update')).rejects.toThrow(/append-only/);
    const { version } = await stored(incident.id);
    const closing = { id: incident.id, version, outcome: 'benign', reason: 'x', into: null } as const;
    await satisfiedFor(rita, 'incident:close-p1', incident.id);
    await closeIncident(ctx(rita, at(3)), closing, async () => undefined);
    await expect(updateStakeholders(ctx(rita, at(4)), updating(incident.id))).rejects.toMatchObject({
      details: { issue: 'closed' },
    });
    await sayIncident(ctx(rita, at(4)), saying(incident.id));
  });
});
