import { afterEach, expect, it } from 'vitest';
import { selfSigned } from '@/lib/core/testing/certificate';
import { type SmtpConfig, sendMail } from '@/lib/escalation/channels/smtp';
import { aMessage, loopback, mailServer } from '@/lib/escalation/testing/servers';

const DAY_MS = 86_400_000;
const good = selfSigned(new Date(Date.now() - DAY_MS), new Date(Date.now() + DAY_MS));
const expired = selfSigned(new Date(Date.now() - 2 * DAY_MS), new Date(Date.now() - DAY_MS));
const pair = ({ certificate, key }: typeof good) => ({ cert: certificate, key });

const open: { close: () => Promise<unknown> }[] = [];
async function server(...given: Parameters<typeof mailServer>) {
  const made = await mailServer(...given);
  open.push(made);
  return made;
}
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const config = (port: number, more: Partial<SmtpConfig> = {}): SmtpConfig => ({
  ...{ host: 'localhost', port, security: 'starttls', user: 'lagebild', from: 'lagebild@example.org' },
  ...more,
});
const trusting = loopback({ ca: good.certificate, timeoutMs: 3_000 });

it('sends text with the button first, over TLS, under one id', async () => {
  const { port, mails } = await server(pair(good));
  const outcome = await sendMail(aMessage(), config(port), 'open sesame', trusting);
  expect(outcome).toEqual({ ok: true, status: 250, confirmed: false });
  expect(mails).toMatchObject([{ from: 'lagebild@example.org', to: 'rita@example.org', secure: true }]);
  expect(mails[0]?.text).toMatch(/Message-ID: <0190aaaa-0000-7000-8000-000000000001@example.org>/i);
  expect(mails[0]?.text).toContain('Auto-Submitted: auto-generated');
  expect(mails[0]?.text.indexOf('/a/token')).toBeLessThan(mails[0]?.text.indexOf('/incidents/17') ?? 0);
});

it('a wrong password is for good, and is not in what is kept', async () => {
  const { port } = await server(pair(good));
  const outcome = await sendMail(aMessage(), config(port), 'wrong horse', trusting);
  expect(outcome).toMatchObject({ ok: false, error: 'login', again: false });
  expect(JSON.stringify(outcome)).not.toContain('wrong horse');
});

it('a mailbox that is full now is tried again, one that does not exist is not', async () => {
  const busy = await server(pair(good), { status: 452 });
  expect(await sendMail(aMessage(), config(busy.port), 'open sesame', trusting)).toMatchObject({
    error: 'throttled',
    again: true,
  });
  const gone = await server(pair(good), { status: 550 });
  expect(await sendMail(aMessage(), config(gone.port), 'open sesame', trusting)).toMatchObject({
    error: 'recipient',
    again: false,
  });
});

it('a certificate that expired, or that nobody vouches for, gets no password', async () => {
  const { port } = await server(pair(expired));
  const net = loopback({ ca: expired.certificate, timeoutMs: 3_000 });
  expect(await sendMail(aMessage(), config(port), 'open sesame', net)).toMatchObject({ ok: false, error: 'tls' });
  const other = await server(pair(good));
  expect(await sendMail(aMessage(), config(other.port), 'open sesame', loopback())).toMatchObject({ error: 'tls' });
});

it('goes nowhere inside unless that is opened, and outside never without TLS', async () => {
  const { port, mails } = await server(pair(good));
  const closed = loopback({ allowed: [] });
  expect(await sendMail(aMessage(), config(port), 'open sesame', closed)).toMatchObject({ error: 'refused_address' });
  const outside = loopback({ lookup: async () => ['1.1.1.1'] });
  expect(await sendMail(aMessage(), config(port, { security: 'none' }), '', outside)).toMatchObject({ error: 'tls' });
  expect(mails).toEqual([]);
});
