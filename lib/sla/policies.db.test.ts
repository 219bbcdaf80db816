import { beforeEach, describe, expect, test } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { NOW } from '@/lib/access/testing/sign-in';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import type { PersonActor } from '@/lib/core/context';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { someFindings } from '@/lib/findings/testing/findings';
import { listCalendars, listPolicies } from '@/lib/sla/data/policies';
import { saveCalendar } from '@/lib/sla/mutations/calendar';
import { savePolicy, withdrawPolicy } from '@/lib/sla/mutations/policy';
import { previewPolicy } from '@/lib/sla/mutations/preview';
import { placeKey } from '@/lib/sla/place';
import { type PolicyRules, type SaveCalendar, type SavePolicy, savePolicySchema } from '@/lib/sla/schema';
import { aCalendar, aPolicy, theCalendar, work } from '@/lib/sla/testing';
import type { SlaPlace } from '@/lib/sla/types';

withDatabase();

const DAY_MS = 86_400_000;
const day = (offset: number) => new Date(NOW.getTime() + offset * DAY_MS).toISOString().slice(0, 10);

let rules: PolicyRules;
let teamId: string;
let productId: string;
let place: SlaPlace;
let admin: PersonActor;

beforeEach(async () => {
  ({ teamId, productId } = await aProduct());
  place = { kind: 'product', id: productId };
  rules = {
    calendarId: await theCalendar('Etc/UTC'),
    business: false,
    starts: 'first_seen',
    days: { critical: 3, high: 10, medium: 60, low: null, info: null },
    shortenings: [{ condition: 'epss', threshold: 0.1, factor: 0.5, maxDays: null }],
    pauseAwaiting: true,
    pauseAccepted: false,
    claimedDays: 4,
    warnDays: 2,
  };
  admin = await allowed(place);
});

const allowed = (at: SlaPlace, actor = person('Admin', 'everywhere')) => satisfiedFor(actor, 'sla:write', placeKey(at));
const input = (more: Partial<SavePolicy> = {}): SavePolicy => ({ place, known: 0, validFrom: day(0), rules, ...more });
const reading = () => requirePermission({ actor: readOnly() }, 'setting:read');
const versions = async () =>
  (await listPolicies(reading(), NOW)).find((one) => one.place.id === productId)?.versions ?? [];
const sweeps = () => unsafeDb().slaSweep.count({ where: { productId, cause: 'policy' } });
const aTeamAdmin = () => person('Admin', [], { grants: { everywhere: false, teams: [teamId], products: [productId] } });

describe('a version', () => {
  test('is shown as it was saved, is in the trail, and has the findings of its place computed anew', async () => {
    await savePolicy(ctx(admin, NOW), input());
    expect(await versions()).toMatchObject([
      { number: 1, validFrom: day(0), state: 'in_force', rules, createdByName: admin.name },
    ]);
    expect(await sweeps()).toBe(1);
    const trail = await unsafeDb().auditEntry.findFirstOrThrow({ where: { action: 'sla-policy.saved', productId } });
    expect(JSON.parse(trail.text).data).toMatchObject({ number: 1, rules, place });
  });

  test('of a later day waits for it, and can be taken back until then', async () => {
    await savePolicy(ctx(admin, NOW), input());
    await allowed(place, admin);
    await savePolicy(ctx(admin, NOW), input({ known: 1, validFrom: day(2), rules: null }));
    expect((await versions()).map(({ number, state, rules: own }) => [number, state, own === null])).toEqual([
      [2, 'planned', true],
      [1, 'in_force', false],
    ]);
    expect(await sweeps()).toBe(1);
    const [planned, current] = await versions();
    await allowed(place, admin);
    await expect(withdrawPolicy(ctx(admin, NOW), { id: current?.id ?? '' })).rejects.toThrow('conflict');
    await withdrawPolicy(ctx(admin, NOW), { id: planned?.id ?? '' });
    expect(await versions()).toHaveLength(1);
    await expect(withdrawPolicy(ctx(admin, NOW), { id: planned?.id ?? '' })).rejects.toThrow('not_found');
  });

  test('that has come into force cannot be taken back, even by who was faster before', async () => {
    await savePolicy(ctx(admin, NOW), input({ validFrom: day(1) }));
    const [planned] = await versions();
    const tomorrow = new Date(NOW.getTime() + DAY_MS);
    await work(tomorrow);
    await expect(withdrawPolicy(ctx(admin, tomorrow), { id: planned?.id ?? '' })).rejects.toThrow('conflict');
    expect((await listPolicies(reading(), tomorrow)).find((one) => one.place.id === productId)?.versions).toMatchObject(
      [{ state: 'in_force' }],
    );
  });

  test('begins today or later', async () => {
    await expect(savePolicy(ctx(admin, NOW), input({ validFrom: day(-1) }))).rejects.toMatchObject({
      code: 'invalid',
      details: { reason: 'valid-from-past' },
    });
  });

  test.each<[string, (policy: SavePolicy) => unknown]>([
    [
      'of the organisation without rules',
      (one) => ({ ...one, place: { kind: 'organisation', id: null }, rules: null }),
    ],
    ['without rules where there was none', (one) => ({ ...one, rules: null })],
    ['with the same condition twice', (one) => ({ ...one, rules: twice(one.rules) })],
    ['with a factor above one', (one) => ({ ...one, rules: factor(one.rules, 1.5) })],
    ['with no day', (one) => ({ ...one, rules: { ...one.rules, days: { ...rules.days, high: 0 } } })],
  ])('%s does not fit', (_what, change) => {
    expect(savePolicySchema.safeParse(input()).success).toBe(true);
    expect(savePolicySchema.safeParse(change(input())).success).toBe(false);
  });
});

const twice = (own: PolicyRules | null) => own && { ...own, shortenings: [...own.shortenings, ...own.shortenings] };
const factor = (own: PolicyRules | null, value: number) =>
  own && { ...own, shortenings: [{ condition: 'exposed', threshold: null, factor: value, maxDays: null }] };

describe('who may', () => {
  test.each([
    ['who may only read', readOnly()],
    ['an analyst', person('Analyst', 'everywhere')],
    ['an engineer of another team', stranger()],
    ['an administrator of another team', stranger('Admin')],
  ])('not %s', async (_who, actor) => {
    await expect(savePolicy(ctx(actor, NOW), input())).rejects.toThrow('forbidden');
    await expect(previewPolicy(ctx(actor, NOW), input())).rejects.toThrow('forbidden');
    expect(await versions()).toEqual([]);
  });

  test('an administrator of the team, with a step-up for this very place, each time', async () => {
    const own = await allowed(place, aTeamAdmin());
    const team = input({ place: { kind: 'team', id: teamId } });
    await expect(savePolicy(ctx(own, NOW), team)).rejects.toMatchObject({
      code: 'step_up_required',
      details: { purpose: 'sla:write', target: `team:${teamId}` },
    });
    await savePolicy(ctx(own, NOW), input());
    await expect(savePolicy(ctx(own, NOW), input({ known: 1 }))).rejects.toThrow('step_up_required');
    const organisation = input({ place: { kind: 'organisation', id: null }, known: 1 });
    await expect(savePolicy(ctx(own, NOW), organisation)).rejects.toThrow('forbidden');
  });

  test('an administrator of another team sees the policy of the organisation and their own', async () => {
    await aPolicy({ productId });
    await aPolicy({ teamId });
    const scope = (actor: PersonActor) => requirePermission({ actor }, 'setting:read');
    const kinds = async (actor: PersonActor) => (await listPolicies(scope(actor), NOW)).map((one) => one.place.kind);
    expect(await kinds(stranger('Admin'))).toEqual(['organisation']);
    expect(await kinds(aTeamAdmin())).toEqual(['organisation', 'team', 'product']);
  });
});

describe('of two who save for the same place', () => {
  test('the one whose page is old is told before a step-up is spent', async () => {
    await savePolicy(ctx(admin, NOW), input());
    const second = await allowed(place);
    await expect(savePolicy(ctx(second, NOW), input())).rejects.toThrow('conflict');
    await savePolicy(ctx(second, NOW), input({ known: 1 }));
  });

  test.each<SlaPlace['kind']>(['organisation', 'team', 'product'])('at once, %s, one writes nothing', async (kind) => {
    const at: SlaPlace =
      kind === 'organisation' ? { kind, id: null } : { kind, id: kind === 'team' ? teamId : productId };
    const known =
      kind === 'organisation' ? await unsafeDb().slaPolicy.count({ where: { teamId: null, productId: null } }) : 0;
    const actors = [await allowed(at), await allowed(at)];
    const both = await Promise.allSettled(
      actors.map((actor) => savePolicy(ctx(actor, NOW), input({ place: at, known, validFrom: day(30) }))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    const trail = { action: 'sla-policy.saved', actorId: { in: actors.map(({ id }) => id) } };
    expect(await unsafeDb().auditEntry.count({ where: trail })).toBe(1);
  });
});

describe('the preview', () => {
  test('says what would change, on the day that the version begins, and leaves nothing', async () => {
    const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
    await someFindings(productId, 3, { severity: 4, firstSeenAt: ago(5) });
    await someFindings(productId, 2, { severity: 4, firstSeenAt: ago(1) });
    await someFindings(productId, 4, { severity: 2, firstSeenAt: ago(100) });
    await someFindings(productId, 1, { severity: 0, firstSeenAt: ago(100) });
    await someFindings(productId, 1, { severity: 4, status: 'fixed', firstSeenAt: ago(5) });
    await work(NOW);
    // As delivered critical ones have 7 days and medium ones 90: four are overdue.
    expect(await previewPolicy(ctx(admin, NOW), input())).toEqual({ open: 10, changed: 9, overdue: 3, relieved: 0 });
    const later = input({ validFrom: day(5), rules: { ...rules, days: { ...rules.days, medium: 120 } } });
    expect(await previewPolicy(ctx(admin, NOW), later)).toEqual({ open: 10, changed: 9, overdue: 2, relieved: 4 });
    expect(await versions()).toEqual([]);
    expect(await unsafeDb().finding.count({ where: { productId, dueAt: null } })).toBe(2);
  });

  test('of a place without findings says so', async () => {
    expect(await previewPolicy(ctx(admin, NOW), input())).toEqual({ open: 0, changed: 0, overdue: 0, relieved: 0 });
  });
});

describe('a calendar', () => {
  const christmas = { day: '2026-12-25', name: 'Christmas' };
  const aNew = (name: string): SaveCalendar => ({
    id: null,
    known: null,
    name,
    timeZone: 'Europe/Berlin',
    workingDays: [5, 1, 2, 3, 4],
    region: null,
    holidays: [christmas],
  });
  const shown = async (id: string) => (await listCalendars(reading())).find((one) => one.id === id);
  const proven = (id: string, actor = person('Admin', 'everywhere')) =>
    satisfiedFor(actor, 'sla:write', `calendar:${id}`);

  test('is shown as it was saved; a change has the findings that count by it computed anew', async () => {
    const author = await proven('new');
    const id = await saveCalendar(ctx(author, NOW), aNew('Berlin'));
    expect(await shown(id)).toMatchObject({ workingDays: [1, 2, 3, 4, 5], holidays: [christmas] });
    await aPolicy({ productId, calendarId: id, business: true });
    await proven(id, author);
    const later = new Date(NOW.getTime() + 1000);
    await saveCalendar(ctx(author, later), { ...aNew('Berlin'), id, known: NOW.toISOString(), holidays: [] });
    expect(await shown(id)).toMatchObject({ holidays: [] });
    expect(await unsafeDb().slaSweep.count({ where: { productId, cause: 'calendar' } })).toBe(1);
    const again = { ...aNew('Berlin'), id, known: NOW.toISOString() };
    await expect(saveCalendar(ctx(author, later), again)).rejects.toThrow('conflict');
    await expect(saveCalendar(ctx(author, later), aNew('Berlin'))).rejects.toMatchObject({ code: 'invalid' });
  });

  test('takes the public holidays of its region, beside own days, which keep their names and stay when it goes', async () => {
    const author = await proven('new');
    const eve = { day: '2026-12-24', name: 'We are closed' };
    const own = { ...christmas, name: 'Party' };
    const input = { ...aNew('Munich'), region: 'DE-BY', holidays: [eve, own] };
    const id = await saveCalendar(ctx(author, NOW), input);
    const saved = await shown(id);
    expect(saved).toMatchObject({ region: 'DE-BY', holidays: [eve, own] });
    expect(saved?.regional).toContainEqual({ day: '2026-06-04', name: 'Fronleichnam' });
    expect(saved?.regional.map(({ day }) => day)).not.toContain('2026-12-25');
    const { rows } = await pgPool().query(
      `SELECT sla_due_at($1, 'Europe/Berlin', true, '2026-06-03', 1) AS at`, // The day before Corpus Christi, a Wednesday.
      [id],
    );
    expect(rows).toEqual([{ at: new Date('2026-06-05T21:59:59.999Z') }]);
    await proven(id, author);
    await saveCalendar(ctx(author, NOW), { ...input, id, known: NOW.toISOString(), region: null });
    expect(await shown(id)).toMatchObject({ region: null, holidays: [eve, own], regional: [] });
    await proven('new', author);
    const nowhere = { ...aNew('Nowhere'), region: 'XX' };
    await expect(saveCalendar(ctx(author, NOW), nowhere)).rejects.toMatchObject({ code: 'invalid' });
  });

  test('of two who change it at once one writes nothing', async () => {
    const id = await aCalendar();
    const known = (await shown(id))?.updatedAt ?? null;
    const actors = [await proven(id), await proven(id)];
    const both = await Promise.allSettled(
      actors.map((actor, n) => saveCalendar(ctx(actor, NOW), { ...aNew(`Both ${n}`), id, known })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
  });

  test('is for those who reach the whole organisation', async () => {
    for (const actor of [readOnly(), aTeamAdmin(), stranger('Admin')])
      await expect(saveCalendar(ctx(actor, NOW), aNew('Other'))).rejects.toThrow('forbidden');
  });
});
