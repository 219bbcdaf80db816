import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { seal } from '@/lib/core/secrets';
import { ctx, system } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';
import type { StoredChannel } from '@/lib/escalation/channels/send';
import { deliver } from '@/lib/escalation/mutations/deliver';
import { aStep, burning, deliveriesOf, tick, told, verbs } from '@/lib/escalation/testing/escalations';
import { loopback, webServer } from '@/lib/escalation/testing/servers';
import { acknowledgeIncident } from '@/lib/incidents/mutations/acknowledge';
import { at } from '@/lib/incidents/testing/incidents';
import { bundle } from '@/scripts/lib/bundle.mjs';

withDatabase();

const open: { close: () => Promise<unknown> }[] = [];
beforeAll(() => bundle(process.cwd(), { 'test-escalation-worker': 'lib/escalation/testing/worker.ts' }));
afterAll(async () => {
  for (const one of open) await one.close();
});

async function slack(
  ...answers: Parameters<typeof webServer>[0]
): Promise<StoredChannel & Awaited<ReturnType<typeof webServer>>> {
  const server = await webServer(answers);
  open.push(server);
  const config: Prisma.InputJsonObject = { host: '127.0.0.1' };
  const made = { kind: 'slack', name: server.url, config, createdAt: at(0), updatedAt: at(0) };
  const { id } = await unsafeDb().escalationChannel.create({ data: made });
  const secret = seal('channel', server.url, id);
  await unsafeDb().escalationChannel.update({ where: { id }, data: { secret } });
  return { ...server, id, kind: 'slack', config, secret };
}

const called = (id: string) => burning({ steps: [aStep({ channels: [id] }), aStep({ delayMinutes: 600 })] });
const send = (seconds: number) => deliver(ctx(system, at(seconds / 60)), loopback());
const attemptsOf = (deliveryId: string) =>
  unsafeDb().escalationAttempt.findMany({ where: { deliveryId }, orderBy: { number: 'asc' } });
async function slackOf(incidentId: string) {
  const found = (await deliveriesOf(incidentId)).find(({ kind }) => kind === 'slack');
  if (!found) throw new Error('nothing for Slack');
  return found;
}

it('tries again when asked to wait, keeps each try, and tells the log at the end', async () => {
  const channel = await slack({ status: 429, headers: { 'retry-after': '30' } }, { status: 500 }, { status: 200 });
  const { incident } = await called(channel.id);
  await tick(0);
  await send(0);
  expect(await slackOf(incident.id)).toMatchObject({ state: 'queued', error: 'throttled', attempts: 1 });
  await send(29);
  expect(channel.got).toHaveLength(1);
  for (const seconds of [31, 60, 61]) await send(seconds);
  const { id } = await slackOf(incident.id);
  expect(await slackOf(incident.id)).toMatchObject({ state: 'sent', error: null, nextAt: null, attempts: 3 });
  expect((await attemptsOf(id)).map(({ outcome, error, status }) => [outcome, error, status])).toEqual([
    ['again', 'throttled', 429],
    ['again', 'server', 500],
    ['delivered', null, 200],
  ]);
  expect((await told(incident.id)).at(-1)).toMatchObject({ verb: 'delivered', way: 'slack', tries: 3 });
});

it('gives up at once on a refusal, and says why', async () => {
  const channel = await slack({ status: 403, text: 'invalid_token\u0000\nline' });
  const { incident } = await called(channel.id);
  await tick(0);
  await send(0);
  expect(await slackOf(incident.id)).toMatchObject({
    state: 'failed',
    error: 'rejected',
    detail: 'invalid_token line',
  });
  expect((await told(incident.id)).at(-1)).toMatchObject({ verb: 'failed', error: 'rejected' });
});

it('whom a message was for that is given up hears of it in Lagebild', async () => {
  const channel = await slack({ status: 403 });
  const { incident, rita } = await called(channel.id);
  await tick(0);
  const { id } = await slackOf(incident.id);
  await unsafeDb().escalationDelivery.update({ where: { id }, data: { personId: rita.id } });
  const notices = () => unsafeDb().notice.count({ where: { personId: rita.id, kind: 'escalated' } });
  const before = await notices();
  await send(0);
  expect(await notices()).toBe(before + 1);
});

it('what waits for a channel that was switched off is not sent any more', async () => {
  const channel = await slack({ status: 200 });
  const { incident } = await called(channel.id);
  await tick(0);
  await unsafeDb().escalationChannel.update({ where: { id: channel.id }, data: { enabled: false } });
  await send(0);
  expect(await slackOf(incident.id)).toMatchObject({ state: 'failed', error: 'not_configured' });
  expect(channel.got).toHaveLength(0);
});

it('two workers send one message once', async () => {
  const channel = await slack({ status: 200 });
  await called(channel.id);
  await tick(0);
  await Promise.all([send(0), send(0), send(0)]);
  expect(channel.got).toHaveLength(1);
});

it('what waits for its next try is not sent any more once somebody has taken the incident', async () => {
  const channel = await slack({ status: 500 });
  const { incident, as } = await called(channel.id);
  await tick(0);
  await send(0);
  await acknowledgeIncident(as(0.1), { id: incident.id });
  await tick(0.2);
  await send(60);
  expect(await slackOf(incident.id)).toMatchObject({ state: 'cancelled', nextAt: null });
  expect(channel.got).toHaveLength(1);
});

it('a channel whose secret cannot be opened is not configured, and no detail is kept', async () => {
  const channel = await slack({ status: 200 });
  await unsafeDb().escalationChannel.update({ where: { id: channel.id }, data: { secret: Buffer.from('nonsense') } });
  const { incident } = await called(channel.id);
  await tick(0);
  await send(0);
  expect(await slackOf(incident.id)).toMatchObject({ state: 'failed', error: 'not_configured', detail: '' });
});

it('a worker that is killed while it sends leaves the message to the next one', async () => {
  const channel = await slack(null, { status: 200 });
  const { incident } = await called(channel.id);
  const program = join(process.cwd(), 'dist', 'test-escalation-worker.mjs');
  const child = spawn(process.execPath, [program, at(0).toISOString()], { stdio: ['ignore', 'ignore', 'inherit'] });
  await expect.poll(() => channel.got.length, { timeout: 20_000 }).toBe(1);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await verbs(incident.id)).toEqual(['started', 'step']);
  await tick(0.5);
  await send(30);
  expect(await slackOf(incident.id)).toMatchObject({ state: 'sending', attempts: 1 });
  await send(61);
  const { id, state } = await slackOf(incident.id);
  expect(state).toBe('sent');
  expect((await attemptsOf(id)).map(({ outcome, error }) => [outcome, error])).toEqual([
    ['again', 'lost'],
    ['delivered', null],
  ]);
  expect(await verbs(incident.id)).toEqual(['started', 'step', 'delivered']);
}, 60_000);

it('a message that cannot be made is a try like any other: waits grow, and it is given up with the reason', async () => {
  const channel = await slack({ status: 200 });
  const { incident } = await called(channel.id);
  await tick(0);
  const { id } = await slackOf(incident.id);
  await unsafeDb().$executeRaw`UPDATE escalation_delivery SET created_at = 'infinity' WHERE id = ${id}::uuid`;
  const row = async () => {
    const [found] = await unsafeDb().escalationDelivery.findMany({
      where: { id },
      select: { state: true, attempts: true, error: true, nextAt: true },
    });
    return found;
  };
  await send(0);
  expect(await row()).toMatchObject({ state: 'queued', attempts: 1, error: 'internal' });
  expect((await row())?.nextAt?.getTime()).toBeGreaterThanOrEqual(at(0).getTime() + 10_000);
  for (let hour = 1; hour <= 12; hour += 1) await send(hour * 3600);
  expect(await row()).toMatchObject({ state: 'failed', attempts: 9, error: 'internal', nextAt: null });
  expect((await attemptsOf(id)).map(({ error }) => error)).toEqual(Array.from({ length: 9 }, () => 'internal'));
  expect(channel.got).toHaveLength(0);
});

it('a message whose worker is killed at every try is given up as lost', async () => {
  const channel = await slack({ status: 200 });
  const { incident } = await called(channel.id);
  await tick(0);
  const { id } = await slackOf(incident.id);
  await unsafeDb().escalationDelivery.update({ where: { id }, data: { state: 'sending', attempts: 9 } });
  await send(0);
  expect(await slackOf(incident.id)).toMatchObject({ state: 'failed', error: 'lost', nextAt: null });
  expect((await told(incident.id)).at(-1)).toMatchObject({ verb: 'failed', error: 'lost' });
  expect(channel.got).toHaveLength(0);
});
