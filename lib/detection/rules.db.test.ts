import { beforeEach, describe, expect, it } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, token } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { loadRules } from '@/lib/detection/load';
import { lookAtEvents } from '@/lib/detection/mutations/look';
import type { Fields } from '@/lib/detection/types';
import { receiveEvents } from '@/lib/events/incoming';

withDatabase();

const NOW = new Date('2026-11-22T12:00:00Z');
let productId: string;
beforeEach(async () => {
  ({ productId } = await aProduct());
});

async function send(shape: string, records: readonly object[]): Promise<void> {
  const actor = token(productId, ['event:ingest']);
  const body = records.map((record) => JSON.stringify(record)).join('\n');
  const request = new Request('http://localhost/', { method: 'POST', body });
  await receiveEvents({ ...ctx(actor, NOW), actor }, request, shape);
}

async function look(): Promise<void> {
  while ((await lookAtEvents(loadRules(), NOW)) > 0);
}

const alerts = async () => {
  const found = await unsafeDb().alert.findMany({ where: { productId }, orderBy: { rule: 'asc' } });
  return found.map(({ rule, entity, events }) => ({ rule, entity, events }));
};

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 11, 0, second)).toISOString();
const signIn = (second: number, outcome: string, more: object = {}) => ({
  time: at(second),
  id: `s${second}`,
  class: 'identity',
  name: 'Sign-in',
  action: 'sign-in',
  actor: 'kate',
  source_address: '203.0.113.7',
  outcome,
  ...more,
});
const failures = (from: number, count: number) => Array.from({ length: count }, (_, n) => signIn(from + n, 'failure'));

it('an exec into a pod is an alert of whoever did it, with its events', async () => {
  const exec = (auditID: string, verb: string) => ({
    kind: 'Event',
    auditID,
    stage: 'ResponseStarted',
    stageTimestamp: at(1),
    verb,
    requestURI: '/api/v1/namespaces/shop/pods/web-1/exec?command=sh&container=web',
    user: { username: 'kate' },
    objectRef: { resource: 'pods', subresource: 'exec', namespace: 'shop', name: 'web-1' },
    responseStatus: { code: 101 },
  });
  await send('k8s-audit', [
    exec('a', 'create'),
    exec('b', 'get'),
    { ...exec('c', 'get'), responseStatus: { code: 403 } },
  ]);
  await look();
  expect(await alerts()).toEqual([
    { rule: 'rule:k8s-pod-exec', entity: { actor: 'kate', namespace: 'shop', pod: 'web-1' }, events: 2 },
  ]);
});

it('what a sender judges and a rule of ours knows is one alert', async () => {
  const rule = 'Detect release_agent File Container Escapes';
  const fields = { 'proc.cmdline': 'sh', 'k8s.pod.name': 'web-1' };
  await send('falco', [{ rule, priority: 'Critical', output: 'o', time: at(3), output_fields: fields }]);
  await look();
  expect((await alerts()).map((alert) => alert.rule)).toEqual(['rule:falco-container-escape']);
});

it('what a sender judges counts where all that a rule of ours says of it is suppressed', async () => {
  const fields = { 'proc.cmdline': 'sh', 'k8s.pod.name': 'web-1' };
  const breakout = {
    rule: 'Detect release_agent File Container Escapes',
    priority: 'Critical',
    output: 'o',
    output_fields: fields,
  };
  await send('falco', [{ ...breakout, time: at(3) }]);
  await look();
  const [ours] = await alerts();
  if (!ours) throw new Error('an alert of ours');
  const suppressed = { reason: 'r', createdAt: NOW, createdBy: 'Kate', expiresAt: new Date(NOW.getTime() + 1) };
  await unsafeDb().alertSuppression.create({ data: { productId, rule: ours.rule, entity: {}, ...suppressed } });
  await send('falco', [{ ...breakout, time: at(4) }]);
  await look();
  expect((await alerts()).map(({ rule, events }) => [rule, events])).toEqual([
    [`falco:${breakout.rule}`, 1],
    [ours.rule, 1],
  ]);
});

it('a pack that a rule stumbles over holds up no other, and waits for its next attempt', async () => {
  const fragile = loadRules().map((rule) =>
    rule.kind === 'event' && rule.name === 'k8s-pod-exec'
      ? {
          ...rule,
          test: (fields: Fields) => {
            if (fields.values('user.username').some(({ said }) => said === 'boom')) throw new Error('a fault');
            return rule.test(fields);
          },
        }
      : rule,
  );
  const exec = (username: string) => ({
    kind: 'Event',
    auditID: username,
    stage: 'ResponseStarted',
    stageTimestamp: at(1),
    verb: 'create',
    user: { username },
    objectRef: { resource: 'pods', subresource: 'exec', namespace: 'shop', name: 'web-1' },
    responseStatus: { code: 101 },
  });
  for (const user of ['boom', 'kate', 'root']) await send('k8s-audit', [exec(user)]);
  while ((await lookAtEvents(fragile, NOW)) > 0);
  const entities = (await alerts()).map(({ entity }) => JSON.stringify(entity)).toSorted();
  expect(entities).toEqual([expect.stringContaining('kate'), expect.stringContaining('root')]);
  expect(await unsafeDb().eventTodo.findMany()).toMatchObject([{ attempts: 1 }]);
  while ((await lookAtEvents(loadRules(), new Date(NOW.getTime() + 2000))) > 0);
  expect(await alerts()).toHaveLength(3);
});

it('records that are hostile to readers and to the database are looked at all the same', async () => {
  const nested = `${'['.repeat(300_000)}${']'.repeat(300_000)}`;
  const deep = `{"verb":"create","user":{},"objectRef":{"resource":"pods"},"requestObject":${nested}}`;
  const binding = {
    kind: 'Event',
    auditID: 'b',
    stage: 'ResponseComplete',
    stageTimestamp: at(1),
    verb: 'create',
    user: { username: `a\u0000${'x'.repeat(197)}\u{1f600}` },
    objectRef: { resource: 'pods', subresource: 'exec', namespace: 'shop', name: `${'n'.repeat(199)}\u{1f600}` },
    responseStatus: { code: 201 },
  };
  await send('k8s-audit', [{ properties: { log: deep }, time: at(1) }, binding]);
  await look();
  expect((await alerts()).map(({ rule }) => rule)).toEqual(['rule:k8s-pod-exec']);
});

it('an event that comes twice, or again with another one of the next week, is looked at once', async () => {
  const alert = (name: string, startsAt: string) => ({
    status: 'firing',
    labels: { alertname: name, severity: 'critical' },
    annotations: {},
    startsAt,
    endsAt: '0001-01-01T00:00:00Z',
    fingerprint: name,
  });
  const message = (...firing: object[]) => ({
    version: '4',
    groupKey: 'g',
    status: 'firing',
    receiver: 'r',
    alerts: firing,
  });
  const [sunday, monday] = [alert('A', '2026-11-15T23:59:00Z'), alert('B', '2026-11-16T00:01:00Z')];
  await send('alertmanager', [message(sunday), message(sunday)]);
  await look();
  expect(await alerts()).toMatchObject([{ rule: 'alertmanager:A', events: 1 }]);
  await unsafeDb().alert.updateMany({ where: { productId }, data: { state: 'closed', closedAt: NOW } });
  await send('alertmanager', [message(sunday, monday)]);
  await look();
  expect((await alerts()).map(({ rule }) => rule)).toEqual(['alertmanager:A', 'alertmanager:B']);
});

describe('brute force, then a sign-in', () => {
  it('fires in one delivery', async () => {
    await send('generic', [...failures(0, 10), signIn(30, 'success')]);
    await look();
    const found = await alerts();
    expect(found).toEqual([
      { rule: 'rule:brute-force-account', entity: { actor: 'kate' }, events: 10 },
      { rule: 'rule:brute-force-success-account', entity: { actor: 'kate' }, events: 1 },
    ]);
  });

  it('fires over several deliveries, in whatever order they come, and once', async () => {
    await send('generic', [signIn(30, 'success')]);
    await look();
    await send('generic', failures(4, 6));
    await look();
    expect(await alerts()).toEqual([]);
    await send('generic', failures(0, 4));
    await look();
    const once = await alerts();
    expect(once.map(({ rule }) => rule)).toContain('rule:brute-force-success-account');
    await send('generic', [signIn(31, 'success'), signIn(32, 'failure')]);
    await look();
    expect(await alerts()).toEqual(once);
  });

  it('fires once where many workers look at the same time', async () => {
    for (let n = 0; n < 12; n += 1) await send('generic', failures(n, 1));
    await Promise.all([look(), look(), look()]);
    const found = await alerts();
    expect(found.find(({ rule }) => rule === 'rule:brute-force-account')).toBeDefined();
    expect(await unsafeDb().detectionFiring.count({ where: { productId } })).toBe(
      found.filter(({ rule }) => rule.startsWith('rule:brute-force')).length,
    );
  });

  it('does not fire for failures of different people and places, or too far apart', async () => {
    const spread = failures(0, 9).concat(
      Array.from({ length: 5 }, (_, n) =>
        signIn(20 + n, 'failure', { actor: `other-${n}`, source_address: `198.51.100.${n}` }),
      ),
    );
    await send('generic', [...spread, { ...signIn(59, 'failure'), time: '2026-11-22T11:20:00Z' }]);
    await look();
    expect((await alerts()).filter(({ rule }) => rule.includes('brute-force'))).toEqual([]);
  });
});
