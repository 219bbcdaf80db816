import { describe, expect, it } from 'vitest';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { alertByNumber } from '@/lib/alerts/data/detail';
import { raise, stored as storedAlert } from '@/lib/alerts/testing/alerts';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aPerson } from '@/lib/findings/testing/findings';
import { incidentByNumber, incidentRef } from '@/lib/incidents/data/detail';
import { countIncidents, listIncidents } from '@/lib/incidents/data/list';
import { policyAt, policyVersions } from '@/lib/incidents/data/policy';
import { acknowledgeIncident } from '@/lib/incidents/mutations/acknowledge';
import { closeIncident } from '@/lib/incidents/mutations/close';
import { correctTime } from '@/lib/incidents/mutations/correct';
import { moveIncident } from '@/lib/incidents/mutations/move';
import { saveIncidentPolicy } from '@/lib/incidents/mutations/policy';
import { giveRole } from '@/lib/incidents/mutations/roles';
import type { SavePolicy } from '@/lib/incidents/policy-schema';
import { loadIncidentAddress } from '@/lib/incidents/search-params';
import { at, declared, NOON, stored } from '@/lib/incidents/testing/incidents';

withDatabase();

const reads = (actor: PersonActor) => requirePermission({ actor }, 'incident:read');
const viewerOf = (actor: PersonActor, now = NOON) => ({
  now,
  personId: actor.id,
  write: scopeOf({ actor }, 'incident:write'),
  close: scopeOf({ actor }, 'incident:close'),
  closeP1: scopeOf({ actor }, 'incident:close-p1'),
});

async function listed(actor: PersonActor, address = '', limit?: number, cursor: string | null = null) {
  const filter = await loadIncidentAddress(new URLSearchParams(address));
  const page = await listIncidents(reads(actor), { filter, cursor }, viewerOf(actor), limit);
  return { rows: page.rows, titles: page.rows.map(({ title }) => title), next: page.next };
}

const detail = (actor: PersonActor, number: number, now = NOON) =>
  incidentByNumber(reads(actor), number, viewerOf(actor, now));

async function responder(productId: string, name = 'Rita'): Promise<PersonActor> {
  const id = await aPerson('Responder', productId, name);
  return person('Responder', [productId], { id, name });
}

async function closed(by: PersonActor, id: string, minutes: number) {
  const { version } = await stored(id);
  const said = { outcome: 'benign', reason: 'A drill', into: null } as const;
  await closeIncident(ctx(by, at(minutes)), { id, version, ...said }, async () => undefined);
}

describe('the list', () => {
  it('has what burns first by priority and age, then what ended, page by page', async () => {
    const { productId } = await aProduct();
    const rita = await responder(productId);
    const make = (title: string, minutes: number, level: 'high' | 'medium' | 'low') =>
      declared(ctx(rita, at(minutes)), productId, { title, impact: level, urgency: level });
    const first = await make('ended first', 0, 'medium');
    const last = await make('ended last', 0, 'medium');
    await make('young P1', 9, 'high');
    await make('old P1', 2, 'high');
    await make('P4', 1, 'low');
    // The same moment: the number decides.
    await make('P3 one', 3, 'medium');
    await make('P3 two', 3, 'medium');
    await closed(rita, first.id, 10);
    await closed(rita, last.id, 20);
    const all = ['old P1', 'young P1', 'P3 one', 'P3 two', 'P4', 'ended last', 'ended first'];
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listed(rita, '?state=open,closed', 2, cursor);
      paged.push(...page.titles);
      cursor = page.next;
    } while (cursor !== null);
    expect(paged).toEqual(all);
    expect((await listed(rita)).titles).toEqual(all.slice(0, 5));
    expect((await listed(rita, '?state=closed')).titles).toEqual(all.slice(5));
    const filter = await loadIncidentAddress(new URLSearchParams());
    expect(await countIncidents(reads(rita), filter, rita.id)).toEqual({ open: 5, closed: 2 });
    expect((await listed(rita, '', undefined, 'x_y')).titles).toEqual(all.slice(0, 5));
  });

  it('narrows by priority, kind, phase, product, text, and to where one has a part', async () => {
    const { productId } = await aProduct();
    const rita = await responder(productId);
    const one = await declared(ctx(rita), productId, { title: '100% of the shop', kind: 'data_breach' });
    await declared(ctx(rita), productId, { title: 'Other', impact: 'low', urgency: 'low' });
    await acknowledgeIncident(ctx(rita, at(1)), { id: one.id });
    const only = [one.title];
    for (const address of ['priority=p1', 'kind=data_breach', 'mine=true', 'q=100%25', `q=INC-${one.number}`])
      expect((await listed(rita, address)).titles, address).toEqual(only);
    expect((await listed(rita, 'phase=recovery')).titles).toEqual([]);
    const { slug } = await unsafeDb().product.findUniqueOrThrow({ where: { id: productId } });
    expect((await listed(rita, `product=${slug}`)).titles).toHaveLength(2);
    expect((await listed(rita, 'product=elsewhere')).titles).toEqual([]);
  });

  it('shows the clock that is due first, who has it, and to whom it offers to take it', async () => {
    const { productId } = await aProduct();
    const rita = await responder(productId);
    const { id } = await declared(ctx(rita), productId);
    expect((await listed(rita)).rows[0]).toMatchObject({ mayTake: true, commander: null, clock: { kind: 'reaction' } });
    expect((await listed(readOnly())).rows[0]).toMatchObject({ mayTake: false });
    await acknowledgeIncident(ctx(rita, at(1)), { id });
    expect((await listed(rita)).rows[0]).toMatchObject({
      mayTake: false,
      commander: 'Rita',
      clock: { kind: 'update' },
    });
  });

  it('is empty for another team', async () => {
    const { productId } = await aProduct();
    await declared(ctx(await responder(productId)), productId);
    expect((await listed(stranger())).titles).toEqual([]);
  });
});

describe('one incident', () => {
  it('has its times, parts, phases and what was corrected, and says what the reader may do', async () => {
    const { productId } = await aProduct();
    const rita = await responder(productId);
    const ben = await responder(productId, 'Ben');
    const { id, number } = await declared(ctx(rita), productId, { impact: 'medium', urgency: 'medium' });
    await acknowledgeIncident(ctx(rita, at(1)), { id });
    await giveRole(ctx(rita, at(2)), { id, role: 'commander', personId: ben.id, subject: '', note: '' });
    const seen = async () => (await stored(id)).version;
    await moveIncident(ctx(rita, at(3)), { id, version: await seen(), to: 'eradication', note: '' });
    const correction = { time: 'contained', at: at(2), reason: 'The log says so' } as const;
    await correctTime(ctx(rita, at(4)), { id, version: await seen(), ...correction });
    const shown = await detail(rita, number, at(5));
    expect(shown).toMatchObject({ commander: 'Ben', phase: 'eradication', alerts: 0, now: at(5).toISOString() });
    expect(shown.times).toMatchObject({
      acknowledged: at(1).toISOString(),
      contained: at(2).toISOString(),
      closed: null,
    });
    expect(shown.roles.map(({ person: name }) => name)).toEqual(['Ben']);
    expect(shown.pastRoles.map(({ person: name }) => name)).toEqual(['Rita']);
    expect(shown.phases).toMatchObject([{ from: 'detection', to: 'eradication', by: 'Rita' }]);
    expect(shown.corrections.map(({ time, previous, note }) => [time, previous, note])).toEqual([
      ['contained', at(3).toISOString(), 'The log says so'],
      ['contained', null, ''],
    ]);
    expect(shown.clocks.map(({ kind, stopReason }) => [kind, stopReason])).toEqual([
      ['update', null],
      ['reaction', 'acknowledged'],
    ]);
    expect(shown.rights).toEqual({ acknowledge: false, work: true, correct: true, close: true, reopen: false });
    const engineer = person('Engineer', [productId]);
    expect((await detail(engineer, number)).rights).toMatchObject({ work: true, close: false });
    expect(Object.values((await detail(readOnly(), number)).rights)).not.toContain(true);
    await closed(rita, id, 9);
    expect((await detail(rita, number)).rights).toMatchObject({
      work: false,
      correct: true,
      close: false,
      reopen: true,
    });
  });

  it('of the highest priority is ended by who may, and of another team looks like none', async () => {
    const { productId } = await aProduct();
    const rita = await responder(productId);
    const { number } = await declared(ctx(rita), productId);
    expect((await detail(rita, number)).rights.close).toBe(true);
    expect((await detail(person('Analyst', [productId]), number)).rights.close).toBe(false);
    await expect(detail(stranger(), number)).rejects.toMatchObject({ code: 'not_found' });
    await expect(incidentRef(reads(stranger()), number)).rejects.toMatchObject({ code: 'not_found' });
    await expect(detail(rita, number + 1)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is told on its alerts, to who may see it; one that is free may be declared', async () => {
    const { productId } = await aProduct();
    const rita = await responder(productId);
    const [bound, free] = [await raise({ productId, rule: 'a' }), await raise({ productId, rule: 'b' })];
    const { number } = await declared(ctx(rita), productId, { alerts: [(await storedAlert(bound)).id] });
    const alert = (which: number, incidents = reads(rita) as ReturnType<typeof reads> | null) =>
      alertByNumber(requirePermission({ actor: rita }, 'alert:read'), which, {
        ...{ now: NOON, triage: null, suppress: null, events: null },
        ...{ incidents, declare: scopeOf({ actor: rita }, 'incident:write') },
      });
    expect(await alert(bound)).toMatchObject({ incident: { number }, rights: { incident: false } });
    expect(await alert(bound, null)).toMatchObject({ incident: null, rights: { incident: false } });
    expect(await alert(bound, reads(stranger()))).toMatchObject({ incident: null });
    expect(await alert(free)).toMatchObject({ incident: null, rights: { incident: true } });
  });
});

describe('what is promised', () => {
  const promise = (more: Partial<SavePolicy> = {}): SavePolicy => {
    const row = { high: 1, medium: 2, low: 3 } as const;
    return {
      ...{ known: 1, validFrom: null, matrix: { high: row, medium: row, low: row } },
      ...{ reactionMinutes: [5, 10, 20, 40], updateMinutes: [10, 20, 30, 40], warnPercent: [80], reviewDays: 3 },
      ...more,
    };
  };
  const admin = () => satisfiedFor(person('Admin', 'everywhere'), 'incident-policy:write', 'incident-policy');
  const newest = () => unsafeDb().incidentPolicy.count();
  const reader = () => requirePermission({ actor: readOnly() }, 'setting:read');

  it('changes by a version of its own; incidents keep theirs, and the older versions stay as they are', async () => {
    const { productId } = await aProduct();
    const rita = await responder(productId);
    const before = await declared(ctx(rita), productId);
    const delivered = await unsafeDb().incidentPolicy.findUniqueOrThrow({ where: { number: 1 } });
    await saveIncidentPolicy(ctx(await admin(), at(1)), promise({ validFrom: at(10).toISOString() }));
    expect((await policyAt(at(9))).number).toBe(1);
    expect((await policyAt(at(10))).number).toBe(2);
    const after = await declared(ctx(rita, at(11)), productId, { impact: 'low', urgency: 'high' });
    expect(after.priority).toBe(1);
    expect((await detail(rita, before.number)).policy.number).toBe(1);
    expect((await detail(rita, after.number)).policy).toMatchObject({ number: 2, reactionMinutes: [5, 10, 20, 40] });
    expect(await unsafeDb().incidentPolicy.findUniqueOrThrow({ where: { number: 1 } })).toEqual(delivered);
    const states = async (now: Date) =>
      (await policyVersions(reader(), now)).map(({ number, state }) => [number, state]);
    expect(await states(at(5))).toEqual([
      [2, 'planned'],
      [1, 'in_force'],
    ]);
    expect(await states(at(15))).toEqual([
      [2, 'in_force'],
      [1, 'past'],
    ]);
    const audited = await unsafeDb().auditEntry.count({ where: { action: 'incident-policy.saved' } });
    expect(audited).toBe(1);
  });

  it('is an administrator’s to change, with a fresh proof, not for the past', async () => {
    const rita = person('Responder', 'everywhere');
    await expect(saveIncidentPolicy(ctx(rita), promise())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(saveIncidentPolicy(ctx(readOnly()), promise())).rejects.toMatchObject({ code: 'forbidden' });
    const { productId } = await aProduct();
    await expect(saveIncidentPolicy(ctx(person('Admin', [productId])), promise())).rejects.toMatchObject({
      details: { reason: 'outside-reach' },
    });
    const past = promise({ validFrom: at(-1).toISOString() });
    await expect(saveIncidentPolicy(ctx(await admin()), past)).rejects.toMatchObject({
      code: 'invalid',
      details: { reason: 'valid-from-past' },
    });
    const known = await newest();
    const unproven = await satisfiedFor(person('Admin', 'everywhere'), 'incident-policy:write', 'something else');
    await expect(saveIncidentPolicy(ctx(unproven), promise({ known }))).rejects.toMatchObject({
      code: 'step_up_required',
    });
  });

  it('of two who save at once one is told', async () => {
    const known = await newest();
    const both = [await admin(), await admin()].map((actor) =>
      saveIncidentPolicy(ctx(actor, at(1)), promise({ known })),
    );
    const ends = await Promise.allSettled(both);
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await newest()).toBe(known + 1);
    await expect(saveIncidentPolicy(ctx(await admin(), at(2)), promise({ known }))).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});
