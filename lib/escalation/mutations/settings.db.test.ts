import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { unsafeDb } from '@/lib/core/db';
import { unseal } from '@/lib/core/secrets';
import { ctx, person, readOnly } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { readSchedules } from '@/lib/escalation/data/schedules';
import { saveChain } from '@/lib/escalation/mutations/chains';
import { saveChannel, testChannel } from '@/lib/escalation/mutations/channels';
import { addOverride, endOverride } from '@/lib/escalation/mutations/overrides';
import { saveProfile } from '@/lib/escalation/mutations/profile';
import { archiveSchedule, saveSchedule } from '@/lib/escalation/mutations/schedules';
import { productPlace } from '@/lib/escalation/place';
import { type SaveSchedule, saveScheduleSchema } from '@/lib/escalation/schema';
import { aChain, aSchedule, aStep, responder } from '@/lib/escalation/testing/escalations';
import { at } from '@/lib/incidents/testing/incidents';

withDatabase();

const everywhere = person('Responder', 'everywhere');
const admin = () => person('Admin', 'everywhere');

describe('on call', () => {
  const layer: Omit<SaveSchedule['layers'][number], 'people'> = {
    ...{ every: 7, unit: 'days', handover: 540, from: '2026-11-02', until: null },
    ...{ hours: null, hoursOf: 'layer', timeZone: null },
  };

  it('a schedule is saved once per sight; by whom it reaches as a whole', async () => {
    const { productId } = await aProduct();
    const rita = await responder(productId);
    const input = {
      id: null,
      version: 0,
      name: `Shop ${randomUUID()}`,
      timeZone: 'Europe/Berlin',
      layers: [{ ...layer, people: [rita.id] }],
    };
    const id = await saveSchedule(ctx(everywhere), input);
    await expect(saveSchedule(ctx(everywhere), input)).rejects.toMatchObject({ details: { reason: 'name-taken' } });
    const change = { ...input, id, version: 1, timeZone: 'Europe/Rome' };
    const both = await Promise.allSettled([
      saveSchedule(ctx(everywhere), change),
      saveSchedule(ctx(everywhere), change),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(saveSchedule(ctx(rita), change)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(saveSchedule(ctx(readOnly()), change)).rejects.toMatchObject({ code: 'forbidden' });
    const nobody = { ...change, version: 2, layers: [{ ...layer, people: [randomUUID()] }] };
    await expect(saveSchedule(ctx(everywhere), nobody)).rejects.toMatchObject({ details: { issue: 'person' } });
  });

  it("a rotation of old that ends as it begins is nobody's, and keeps no other schedule from being read", async () => {
    const { productId } = await aProduct();
    const rita = await responder(productId);
    const ended = [{ ...layer, people: [rita.id], until: layer.from }];
    expect(saveScheduleSchema.shape.layers.safeParse(ended).success).toBe(false);
    const id = await aSchedule([rita.id]);
    await unsafeDb().onCallSchedule.update({ where: { id }, data: { layers: ended } });
    expect(await readSchedules(at(0), unsafeDb(), id)).toMatchObject([{ layers: ended }]);
  });

  it('an override is told to whom it puts on call, and taken back once', async () => {
    const { productId } = await aProduct();
    const [rita, ben] = [await responder(productId), await responder(productId, 'Ben')];
    const scheduleId = await aSchedule([rita.id]);
    const tonight = { scheduleId, personId: ben.id, insteadOfId: null, from: at(60), to: at(600) };
    const id = await addOverride(ctx(rita, at(0)), tonight);
    expect(await unsafeDb().notice.findMany({ where: { personId: ben.id } })).toMatchObject([{ kind: 'on_call' }]);
    await expect(addOverride(ctx(rita, at(601)), tonight)).rejects.toMatchObject({ details: { issue: 'past' } });
    await expect(addOverride(ctx(readOnly()), tonight)).rejects.toMatchObject({ code: 'forbidden' });
    const other = await responder(productId, 'Cleo');
    await expect(addOverride(ctx(other, at(0)), tonight)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(endOverride(ctx(other), { id })).rejects.toMatchObject({ code: 'forbidden' });
    const both = await Promise.allSettled([endOverride(ctx(rita), { id }), endOverride(ctx(ben), { id })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(endOverride(ctx(readOnly()), { id })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('an override', () => {
  it('that has begun keeps who had it until now, one that has not is deleted', async () => {
    const { productId } = await aProduct();
    const rita = await responder(productId);
    const scheduleId = await aSchedule([rita.id]);
    const given = { scheduleId, personId: rita.id, insteadOfId: null };
    const id = await addOverride(ctx(rita, at(0)), { ...given, from: at(0), to: at(600) });
    await endOverride(ctx(rita, at(60)), { id });
    const stored = (of: string) => unsafeDb().onCallOverride.findUniqueOrThrow({ where: { id: of } });
    expect(await stored(id)).toMatchObject({ from: at(0), to: at(60), withdrawnAt: null });
    await expect(endOverride(ctx(rita, at(61)), { id })).rejects.toMatchObject({ code: 'conflict' });
    const later = await addOverride(ctx(rita, at(0)), { ...given, from: at(600), to: at(700) });
    await endOverride(ctx(rita, at(60)), { id: later });
    expect(await stored(later)).toMatchObject({ to: at(700), withdrawnAt: at(60) });
  });
});

it('a schedule is archived once, by whom it reaches, and not while a chain calls by it', async () => {
  const { productId } = await aProduct();
  const rita = await responder(productId);
  const id = await aSchedule([rita.id]);
  const seen = { id, version: 1 };
  await expect(archiveSchedule(ctx(rita), seen)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(archiveSchedule(ctx(readOnly()), seen)).rejects.toMatchObject({ code: 'forbidden' });
  await aChain(productId, [aStep({ target: { kind: 'schedule', scheduleId: id } })]);
  await expect(archiveSchedule(ctx(everywhere), seen)).rejects.toMatchObject({ details: { issue: 'in_chain' } });
  await unsafeDb().escalationChain.updateMany({
    where: { place: productPlace(productId) },
    data: { steps: [aStep()] },
  });
  const both = await Promise.allSettled([
    archiveSchedule(ctx(everywhere), seen),
    archiveSchedule(ctx(everywhere), seen),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await expect(archiveSchedule(ctx(everywhere), { id: randomUUID(), version: 1 })).rejects.toMatchObject({
    code: 'not_found',
  });
});

describe('channels', () => {
  const smtp = {
    kind: 'smtp',
    id: null,
    version: 0,
    locale: 'de',
    enabled: true,
    port: 587,
    security: 'starttls',
  } as const;
  const named = () => ({
    ...smtp,
    name: `Mail ${randomUUID()}`,
    host: 'mail.example.org',
    user: 'lagebild',
    from: 'l@example.org',
  });

  it('keep their secret sealed; it is not in the audit trail, and does not follow to another server', async () => {
    const one = await satisfiedFor(admin(), 'escalation:write', 'channel:new');
    const input = { ...named(), password: 'open sesame' };
    const id = await saveChannel(ctx(one), input);
    const row = await unsafeDb().escalationChannel.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(row.config)).not.toContain('sesame');
    expect(unseal('channel', row.secret ?? new Uint8Array(), id)).toBe('open sesame');
    const audit = await unsafeDb().auditEntry.findFirstOrThrow({ where: { targetId: id } });
    expect(audit.text).not.toContain('sesame');
    await satisfiedFor(one, 'escalation:write', `channel:${id}`);
    const elsewhere = { ...input, id, version: 1, host: 'evil.example.org', password: '' };
    await expect(saveChannel(ctx(one), elsewhere)).rejects.toMatchObject({ details: { issue: 'secret' } });
  });

  it('take administrators of the whole organisation and a second factor', async () => {
    const input = { ...named(), password: 'open sesame' };
    await expect(
      saveChannel(ctx(await satisfiedFor(admin(), 'escalation:write', 'channel:x')), input),
    ).rejects.toMatchObject({ code: 'step_up_required' });
    await expect(saveChannel(ctx(everywhere), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(saveChannel(ctx(person('Admin', [randomUUID()])), input)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('a webhook takes its address and its key together', async () => {
    const hook = { kind: 'webhook', id: null, version: 0, locale: 'de', enabled: true } as const;
    const save = async (url: string, key: string) => {
      const one = await satisfiedFor(admin(), 'escalation:write', 'channel:new');
      return saveChannel(ctx(one), { ...hook, name: `Hook ${randomUUID()}`, url, key });
    };
    const [url, key] = ['https://hooks.example.org/a', 'k'.repeat(32)];
    await expect(save(url, '')).rejects.toMatchObject({ details: { issue: 'secret' } });
    await expect(save('', key)).rejects.toMatchObject({ details: { issue: 'secret' } });
    expect(await save(url, key)).toBeTruthy();
  });

  it('of two who change the same one the second is told', async () => {
    const [one, two] = [admin(), admin()];
    await satisfiedFor(one, 'escalation:write', 'channel:new');
    const input = { ...named(), password: 'open sesame' };
    const id = await saveChannel(ctx(one), input);
    for (const who of [one, two]) await satisfiedFor(who, 'escalation:write', `channel:${id}`);
    const change = { ...input, id, version: 1, enabled: false };
    const both = await Promise.allSettled([saveChannel(ctx(one), change), saveChannel(ctx(two), change)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
  });

  it('a test is a delivery to whoever asks', async () => {
    const one = await satisfiedFor(admin(), 'escalation:write', 'channel:new');
    const id = await saveChannel(ctx(one), { ...named(), password: 'open sesame' });
    await testChannel(ctx(one), { id });
    expect(await unsafeDb().escalationDelivery.findMany({ where: { channelId: id } })).toMatchObject([
      { purpose: 'test', personId: one.id },
    ]);
    await expect(testChannel(ctx(readOnly()), { id })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(testChannel(ctx(one), { id: randomUUID() })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('chains', () => {
  it('are versions: of two who saw the same one the second is told', async () => {
    const { productId } = await aProduct();
    const place = productPlace(productId);
    const input = { place, priority: 1, known: 0, steps: [aStep()], repeats: 1 };
    const [one, two] = await Promise.all(
      [0, 1].map(() => satisfiedFor(admin(), 'escalation:write', `chain:${place}:1`)),
    );
    if (!one || !two) throw new Error('two');
    const both = await Promise.allSettled([saveChain(ctx(one), input), saveChain(ctx(two), input)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(saveChain(ctx(everywhere), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(saveChain(ctx(person('Admin', [randomUUID()])), input)).rejects.toMatchObject({ code: 'forbidden' });
    await satisfiedFor(one, 'escalation:write', `chain:${place}:1`);
    const unknown = { ...input, known: 1, steps: [aStep({ channels: [randomUUID()] })] };
    await expect(saveChain(ctx(one), unknown)).rejects.toMatchObject({ details: { issue: 'channel' } });
  });
});

it('everybody says how they are reached, for themselves', async () => {
  const { productId } = await aProduct();
  const rita = await responder(productId);
  const profile = {
    defaultKinds: ['notice'],
    importantKinds: ['email'],
    workingHours: null,
    quietHours: [{ days: [1], from: 0, to: 60 }],
  } as const;
  const say = (version: number) =>
    saveProfile(ctx(rita), {
      ...{ version, defaultKinds: ['notice'], importantKinds: ['email'], workingHours: null },
      quietHours: [{ days: [1], from: 0, to: 60 }],
    });
  await say(0);
  expect(await unsafeDb().escalationProfile.findUniqueOrThrow({ where: { personId: rita.id } })).toMatchObject(profile);
  await expect(say(0)).rejects.toMatchObject({ code: 'conflict' });
  const both = await Promise.allSettled([say(1), say(1)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});
