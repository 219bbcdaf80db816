import { beforeEach, describe, expect, test } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { sessionSettings } from '@/lib/access/settings';
import { NOW } from '@/lib/access/testing/sign-in';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { forgetSetting } from '@/lib/core/settings';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { readSettings } from '@/lib/settings/data';
import { changeSetting } from '@/lib/settings/mutations';
import type { ChangeSetting } from '@/lib/settings/schema';

withDatabase();

const HALF_HOUR: ChangeSetting = { key: 'session', known: null, value: { idleMinutes: 30, absoluteHours: 4 } };
const A_YEAR: ChangeSetting = { key: 'imports.keepDays', known: null, value: 365 };

let admin: PersonActor;

beforeEach(async () => {
  await unsafeDb().setting.deleteMany({});
  forgetSetting('session');
  admin = await satisfiedFor(person('Admin', 'everywhere'), 'setting:write', 'session');
});

const shown = () => readSettings(requirePermission({ actor: readOnly() }, 'setting:read'));

async function known(key: 'session' | 'imports.keepDays'): Promise<string | null> {
  return (await shown())[key].changedAt;
}

describe('a change', () => {
  test('counts at once, names who made it, and is in the trail with before and after', async () => {
    expect((await sessionSettings()).idleMinutes).toBe(60);
    await changeSetting(ctx(admin, NOW), HALF_HOUR);
    expect(await sessionSettings()).toEqual(HALF_HOUR.value);
    expect((await shown()).session).toEqual({
      value: HALF_HOUR.value,
      changedAt: NOW.toISOString(),
      changedBy: admin.name,
    });
    await satisfiedFor(admin, 'setting:write', 'session');
    const later = new Date(NOW.getTime() + 60_000);
    const again = { ...HALF_HOUR, known: NOW.toISOString(), value: { idleMinutes: 10, absoluteHours: 4 } } as const;
    await changeSetting(ctx(admin, later), again);
    const rows = await unsafeDb().auditEntry.findMany({
      where: { action: 'setting.changed', targetId: 'session', actorId: admin.id },
      orderBy: { id: 'asc' },
    });
    expect(rows.map(({ text }) => JSON.parse(text).data)).toEqual([
      { before: null, after: HALF_HOUR.value },
      { before: HALF_HOUR.value, after: again.value },
    ]);
  });

  test('needs a step-up for this very setting, each time', async () => {
    await expect(changeSetting(ctx(admin, NOW), A_YEAR)).rejects.toMatchObject({
      code: 'step_up_required',
      details: { purpose: 'setting:write', target: 'imports.keepDays' },
    });
    await satisfiedFor(admin, 'setting:write', 'imports.keepDays');
    await changeSetting(ctx(admin, NOW), A_YEAR);
    const again = { ...A_YEAR, known: await known('imports.keepDays') };
    await expect(changeSetting(ctx(admin, NOW), again)).rejects.toThrow('step_up_required');
  });

  test.each([
    ['who may only read', readOnly()],
    ['an analyst', person('Analyst', 'everywhere')],
    ['a responder', person('Responder', 'everywhere')],
    ['an engineer of a team', stranger()],
  ])('is not for %s', async (_who, actor) => {
    await expect(changeSetting(ctx(actor, NOW), HALF_HOUR)).rejects.toThrow('forbidden');
    expect(await unsafeDb().setting.count()).toBe(0);
  });

  test('is not for an administrator of one team: it acts on all', async () => {
    const { teamId, productId } = await aProduct();
    const grants = { everywhere: false, teams: [teamId], products: [productId] };
    const narrow = await satisfiedFor(person('Admin', [], { grants }), 'setting:write', 'session');
    await expect(changeSetting(ctx(narrow, NOW), HALF_HOUR)).rejects.toMatchObject({
      code: 'forbidden',
      details: { reason: 'outside-reach' },
    });
  });
});

describe('of two who change the same setting', () => {
  test('the one whose page is old is told, before a step-up is spent', async () => {
    await changeSetting(ctx(admin, NOW), HALF_HOUR);
    const second = await satisfiedFor(person('Admin', 'everywhere'), 'setting:write', 'session');
    await expect(changeSetting(ctx(second, NOW), HALF_HOUR)).rejects.toThrow('conflict');
    const fresh = { ...HALF_HOUR, known: await known('session') };
    await changeSetting(ctx(second, new Date(NOW.getTime() + 1)), fresh);
  });

  test.each(['for the first time', 'once more'])('at once, %s, the later writes nothing', async (round) => {
    if (round === 'once more') {
      await changeSetting(ctx(admin, new Date(NOW.getTime() - 60_000)), HALF_HOUR);
      await satisfiedFor(admin, 'setting:write', 'session');
    }
    const second = await satisfiedFor(person('Admin', 'everywhere'), 'setting:write', 'session');
    const at = await known('session');
    const change = (actor: PersonActor, idleMinutes: number) =>
      changeSetting(ctx(actor, NOW), { key: 'session', known: at, value: { idleMinutes, absoluteHours: 8 } });
    const both = await Promise.allSettled([change(admin, 11), change(second, 22)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    const rows = await unsafeDb().auditEntry.count({ where: { actorId: { in: [admin.id, second.id] }, at: NOW } });
    expect(rows).toBe(1);
  });
});

describe('the page', () => {
  test('shows what counts: defaults, and the default for a value that does not fit', async () => {
    await unsafeDb().setting.create({ data: { key: 'session', value: { idleMinutes: 'x' }, updatedAt: NOW } });
    const found = await shown();
    expect(found.session).toEqual({
      value: { idleMinutes: 60, absoluteHours: 8 },
      changedAt: NOW.toISOString(),
      changedBy: null,
    });
    expect(found['imports.keepDays']).toMatchObject({ changedAt: null, changedBy: null });
  });

  test.each(['Analyst', 'Responder', 'Engineer'] as const)('is not for a %s', (role) => {
    expect(() => requirePermission({ actor: person(role, 'everywhere') }, 'setting:read')).toThrow('forbidden');
  });
});
