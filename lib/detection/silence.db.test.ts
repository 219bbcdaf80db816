import { expect, it } from 'vitest';
import { raise, stored } from '@/lib/alerts/testing/alerts';
import { unsafeDb } from '@/lib/core/db';
import { ctx, token } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { watchSilence } from '@/lib/detection/mutations/silence';
import { receiveEvents } from '@/lib/events/incoming';

withDatabase();

const START = Date.UTC(2026, 10, 20);
const at = (minute: number) => new Date(START + minute * 60_000);

/** A product whose one sender sends at these minutes. */
async function sender(minutes: readonly number[]) {
  const { productId } = await aProduct();
  const actor = token(productId, ['event:ingest']);
  const send = (minute: number) => {
    const body = JSON.stringify({ time: at(minute).toISOString(), name: 'tick' });
    const request = new Request('http://localhost/?sender=pulse', { method: 'POST', body });
    return receiveEvents({ ...ctx(actor, at(minute)), actor }, request, 'generic');
  };
  for (const minute of minutes) await send(minute);
  const alerts = () =>
    unsafeDb().alert.findMany({
      where: { productId },
      orderBy: { number: 'asc' },
      select: { rule: true, state: true, verdict: true },
    });
  return { productId, send, alerts };
}

const DAY = 24 * 60;
const hourly = Array.from({ length: 26 }, (_, hour) => hour * 60);

it('a sender that is silent for longer than its habit raises an alert, which ends when it sends again', async () => {
  const { send, alerts } = await sender(hourly);
  await watchSilence({ now: at(25 * 60 + 80) });
  expect(await alerts()).toEqual([]);
  await watchSilence({ now: at(25 * 60 + 100) });
  await watchSilence({ now: at(25 * 60 + 200) });
  expect(await alerts()).toEqual([{ rule: 'system:sender-silent', state: 'open', verdict: null }]);
  await send(40 * 60);
  await watchSilence({ now: at(40 * 60 + 1) });
  expect(await alerts()).toMatchObject([{ state: 'closed', verdict: 'ended' }]);
});

it('what was merged into the alert of a silence stands for itself again when that ends', async () => {
  const { productId, send, alerts } = await sender(hourly);
  await watchSilence({ now: at(25 * 60 + 100) });
  const { id: target } = await unsafeDb().alert.findFirstOrThrow({ where: { productId } });
  const part = await raise({ productId });
  await unsafeDb().alert.update({ where: { number: part }, data: { mergedIntoId: target } });
  await send(40 * 60);
  await watchSilence({ now: at(40 * 60 + 1) });
  expect(await alerts()).toMatchObject([{ state: 'closed', verdict: 'ended' }, { state: 'open' }]);
  const { mergedIntoId, history } = await stored(part);
  expect(mergedIntoId).toBeNull();
  expect(history.map(({ verb }) => verb).toSorted()).toEqual(['raised', 'separated']);
  const ended = await unsafeDb().alertStep.findMany({ where: { alertId: target } });
  expect(ended.map(({ verb }) => verb).toSorted()).toEqual(['closed', 'raised']);
});

it('a silence that was told of does not become a habit', async () => {
  const { send, alerts } = await sender(hourly);
  await watchSilence({ now: at(28 * 60) });
  await send(40 * 60);
  await watchSilence({ now: at(40 * 60) });
  await watchSilence({ now: at(42 * 60) });
  expect(await alerts()).toHaveLength(2);
});

it('of a sender that is known for less than a day nothing is expected, unless somebody said what', async () => {
  const { productId, alerts } = await sender([0, 1, 2, 3]);
  await watchSilence({ now: at(DAY - 10) });
  expect(await alerts()).toEqual([]);
  await unsafeDb().eventSender.updateMany({ where: { productId }, data: { expectedSeconds: 300 } });
  await watchSilence({ now: at(9) });
  expect(await alerts()).toHaveLength(1);
});

it('of a sender that was said to send when it likes, nothing ever', async () => {
  const { productId, alerts } = await sender(hourly);
  await unsafeDb().eventSender.updateMany({ where: { productId }, data: { expectedSeconds: 0 } });
  await watchSilence({ now: at(30 * DAY) });
  expect(await alerts()).toEqual([]);
});
