import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { failure, TRIES_MAX, waitAfter } from '@/lib/escalation/channels/outcome';
import { sendPagerDuty } from '@/lib/escalation/channels/pagerduty';
import { post } from '@/lib/escalation/channels/post';
import { sendSlack, slackBody } from '@/lib/escalation/channels/slack';
import { sendTeams, teamsBody } from '@/lib/escalation/channels/teams';
import { sendWebhook } from '@/lib/escalation/channels/webhook';
import { aMessage, loopback, webServer } from '@/lib/escalation/testing/servers';

const open: { close: () => Promise<unknown> }[] = [];
async function server(...answers: Parameters<typeof webServer>[0]) {
  const made = await webServer(answers);
  open.push(made);
  return made;
}
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

describe('Slack', () => {
  it('takes blocks, in which text stays text', async () => {
    const { url, got } = await server({ status: 200, text: 'ok' });
    expect(await sendSlack(aMessage(), {}, url, loopback())).toEqual({ ok: true, status: 200, confirmed: true });
    expect(JSON.parse(got[0]?.text ?? '')).toEqual(slackBody(aMessage()));
    expect(slackBody(aMessage())).toMatchObject({
      text: 'P1 INC-17: &lt;Shell&gt; in the *shop*',
      blocks: [{ type: 'header', text: { type: 'plain_text' } }, {}, {}, { elements: [{ url: aMessage().link.url }] }],
    });
  });

  it('says no_service for a webhook that was removed: nothing to try again', async () => {
    const { url } = await server({ status: 404, text: 'no_service' });
    expect(await sendSlack(aMessage(), {}, url, loopback())).toMatchObject({
      error: 'gone',
      again: false,
      detail: 'no_service',
    });
  });
});

describe('Teams', () => {
  it('takes an Adaptive Card, no MessageCard, and only says that it will', async () => {
    const { url, got } = await server({ status: 202 });
    expect(await sendTeams(aMessage(), {}, url, loopback())).toEqual({ ok: true, status: 202, confirmed: false });
    expect(JSON.parse(got[0]?.text ?? '')).toEqual(teamsBody(aMessage()));
    const text = JSON.stringify(teamsBody(aMessage()));
    expect(text).toContain('application/vnd.microsoft.card.adaptive');
    expect(text).not.toContain('MessageCard');
    expect(text).toContain('in the \\\\*shop\\\\*');
    expect(text).not.toContain('/a/token');
  });
});

describe('a webhook', () => {
  it('is signed with its time, and the same at every try', async () => {
    const { url, got } = await server({ status: 204 });
    const secret = JSON.stringify({ url, key: 'a key' });
    expect(await sendWebhook(aMessage(), {}, secret, loopback())).toMatchObject({ ok: true, confirmed: true });
    const { text = '', headers } = got[0] ?? {};
    const seconds = Date.parse('2026-11-23T03:00:00Z') / 1000;
    const v1 = createHmac('sha256', 'a key').update(`${seconds}.${text}`).digest('hex');
    expect(headers?.['x-lagebild-signature']).toBe(`t=${seconds},v1=${v1}`);
    expect(headers?.['idempotency-key']).toBe(aMessage().id);
    expect(JSON.parse(text)).toMatchObject({ version: 1, event: 'call', incident: { name: 'INC-17', priority: 1 } });
  });
});

describe('PagerDuty', () => {
  it('is told of one alert: called, taken and over under one key', async () => {
    const { url, got } = await server({ status: 202, text: '{"status":"success"}' });
    for (const purpose of ['call', 'acknowledge', 'resolve'] as const)
      expect(await sendPagerDuty(aMessage({ purpose }), { url }, 'r'.repeat(32), loopback())).toMatchObject({
        ok: true,
      });
    const bodies = got.map(({ text }) => JSON.parse(text));
    expect(bodies.map(({ event_action }) => event_action)).toEqual(['trigger', 'acknowledge', 'resolve']);
    expect(new Set(bodies.map(({ dedup_key }) => dedup_key)).size).toBe(1);
    expect(bodies[0]).toMatchObject({ routing_key: 'r'.repeat(32), payload: { severity: 'critical', source: 'Shop' } });
  });

  it('refuses a wrong key for good', async () => {
    const { url } = await server({ status: 400, text: '{"status":"invalid event"}' });
    const outcome = await sendPagerDuty(aMessage(), { url }, 'wrong', loopback());
    expect(outcome).toMatchObject({ ok: false, error: 'rejected', again: false, status: 400 });
  });
});

describe('what goes wrong', () => {
  const ask = (url: string, more = {}) => post(url, { text: '{}' }, loopback(more), true);

  it('429 says how long to wait, in seconds or as a date', async () => {
    const { url } = await server(
      { status: 429, headers: { 'retry-after': '30' } },
      { status: 429, headers: { 'retry-after': 'Mon, 23 Nov 2026 03:02:00 GMT' } },
      { status: 429, headers: { 'retry-after': 'later' } },
    );
    expect(await ask(url)).toMatchObject({ error: 'throttled', again: true, afterMs: 30_000 });
    expect(await ask(url)).toMatchObject({ afterMs: 120_000 });
    expect(await ask(url)).not.toHaveProperty('afterMs');
  });

  it('5xx is tried again; 4xx and redirects are not', async () => {
    const { url } = await server(
      { status: 503 },
      { status: 403 },
      { status: 302, headers: { location: 'http://169.254.169.254/' } },
    );
    expect(await ask(url)).toMatchObject({ error: 'server', again: true });
    expect(await ask(url)).toMatchObject({ error: 'rejected', again: false });
    expect(await ask(url)).toMatchObject({ error: 'redirected', again: false });
  });

  it('silence ends after its time, a closed port at once', async () => {
    const { url } = await server(null);
    expect(await ask(url, { timeoutMs: 100 })).toMatchObject({ error: 'timeout', again: true });
    expect(await ask('http://127.0.0.1:1/')).toMatchObject({ error: 'unreachable', again: true });
  });

  it('addresses inside are refused unless they are opened, metadata always, plain http outside', async () => {
    const { url, got } = await server({ status: 200 });
    expect(await ask(url, { allowed: [] })).toMatchObject({ error: 'refused_address', again: false });
    expect(await ask('https://chat.example/', { lookup: async () => ['169.254.169.254'] })).toMatchObject({
      error: 'refused_address',
    });
    expect(await ask('http://chat.example/', { lookup: async () => ['1.1.1.1'] })).toMatchObject({ error: 'tls' });
    expect(await ask('ftp://chat.example/')).toMatchObject({ error: 'not_configured' });
    expect(got).toEqual([]);
  });
});

it('waits grow, honour what is asked for, and end', () => {
  const waits = Array.from({ length: TRIES_MAX }, (_, at) => waitAfter(at + 1, failure('server')));
  expect(waits).toEqual([10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 600_000, 600_000, null]);
  expect(waitAfter(1, failure('throttled', { afterMs: 90_000 }))).toBe(90_000);
  expect(waitAfter(1, failure('throttled', { afterMs: 86_400_000 }))).toBe(3_600_000);
  expect(waitAfter(1, failure('rejected'))).toBeNull();
});
