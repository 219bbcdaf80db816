import { describe, expect, it } from 'vitest';
import { mergeAlert, separateAlert } from '@/lib/alerts/mutations/merge';
import { noteAlert } from '@/lib/alerts/mutations/note';
import { triageAlert, triageAlerts } from '@/lib/alerts/mutations/triage';
import { ALERT_VERBS, type AlertVerb, refuseVerb, STEP_OF } from '@/lib/alerts/rules';
import { audited, NOON, raise, stored } from '@/lib/alerts/testing/alerts';
import { VERDICTS, type Verdict } from '@/lib/alerts/types';
import type { PersonActor } from '@/lib/core/context';
import { ctx, readOnly, roleless, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { somebody } from '@/lib/engagements/testing/engagements';

withDatabase();

type Said = { readonly note?: string; readonly verdict?: Verdict | null; readonly version?: number };

async function give(by: PersonActor, verb: AlertVerb, number: number, said: Said = {}): Promise<void> {
  const { id, version: now } = await stored(number);
  const { note = '', verdict = null, version = now } = said;
  const at = ctx(by, NOON);
  if (verb === 'note') return noteAlert(at, { id, note });
  if (verb === 'separate') return separateAlert(at, { id, version, note });
  if (verb === 'merge') throw new Error('a merge needs a target');
  return triageAlert(at, { id, version, verb, note, verdict });
}

async function merge(by: PersonActor, number: number, into: number): Promise<void> {
  const [one, target] = [await stored(number), await stored(into)];
  await mergeAlert(ctx(by, NOON), { id: one.id, version: one.version, into: target.id, note: '' });
}

async function anAlert() {
  const { productId } = await aProduct();
  const ada = await somebody('Analyst', [productId], 'Ada');
  return { productId, ada, number: await raise({ productId }) };
}

const verbsOf = async (number: number) => (await stored(number)).history.map(({ verb }) => verb);
const issue = (what: string) => ({ code: 'invalid', details: { issue: what } });

describe('an alert', () => {
  it('is taken, given back, closed with a verdict and opened again, each with its line and its audit row', async () => {
    const { ada, number } = await anAlert();
    await give(ada, 'acknowledge', number);
    expect(await stored(number)).toMatchObject({ state: 'acknowledged', handledById: ada.id, acknowledgedAt: NOON });
    await give(ada, 'release', number);
    expect(await stored(number)).toMatchObject({ state: 'open', handledById: null, acknowledgedAt: null });
    await give(ada, 'close', number, { verdict: 'benign', note: 'A drill' });
    expect(await stored(number)).toMatchObject({ state: 'closed', verdict: 'benign', closedAt: NOON, version: 4 });
    await give(ada, 'reopen', number, { note: 'It was none' });
    expect(await stored(number)).toMatchObject({ state: 'open', verdict: null, closedAt: null });
    expect(await verbsOf(number)).toEqual(['raised', 'acknowledged', 'released', 'closed', 'reopened']);
    expect((await stored(number)).history[3]).toMatchObject({
      note: 'A drill',
      actorName: 'Ada',
      data: { verdict: 'benign' },
    });
    expect(await audited(number)).toEqual(['alert.acknowledged', 'alert.released', 'alert.closed', 'alert.reopened']);
  });

  it('is opened again only while no newer one of its group is open', async () => {
    const { productId, ada, number } = await anAlert();
    await give(ada, 'close', number, { verdict: 'true_positive' });
    const newer = await raise({ productId, second: 9 });
    expect(newer).toBeGreaterThan(number);
    await expect(give(ada, 'reopen', number, { note: 'why' })).rejects.toMatchObject(issue('newer_open'));
    await give(ada, 'close', newer, { verdict: 'true_positive' });
    await give(ada, 'reopen', number, { note: 'why' });
    expect((await stored(number)).state).toBe('open');
  });

  it('is nothing for who may not', async () => {
    const { productId, number } = await anAlert();
    for (const verb of ['acknowledge', 'note'] as const) {
      await expect(give(readOnly(), verb, number, { note: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(give(roleless(), verb, number, { note: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(give(stranger(), verb, number, { note: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    }
    const other = await raise({ productId, rule: 'falco:Write' });
    await expect(merge(readOnly(), number, other)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(merge(stranger(), number, other)).rejects.toMatchObject({ code: 'not_found' });
    const { id } = await stored(number);
    const bySystem = triageAlert(ctx(system, NOON), { id, version: 1, verb: 'acknowledge', note: '', verdict: null });
    await expect(bySystem).rejects.toMatchObject({ code: 'forbidden' });
    expect(await verbsOf(number)).toEqual(['raised']);
    expect(await audited(number)).toEqual([]);
  });

  it('of two who take it at once is of the first', async () => {
    const { productId, ada, number } = await anAlert();
    const ben = await somebody('Responder', [productId], 'Ben');
    const both = await Promise.allSettled([
      give(ada, 'acknowledge', number, { version: 1 }),
      give(ben, 'acknowledge', number, { version: 1 }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    expect(await verbsOf(number)).toEqual(['raised', 'acknowledged']);
  });

  it('gathers events while it is worked on, which is no reason to refuse', async () => {
    const { productId, ada, number } = await anAlert();
    await raise({ productId, second: 5 });
    await give(ada, 'acknowledge', number, { version: 1 });
    expect(await stored(number)).toMatchObject({ events: 2, state: 'acknowledged' });
  });
});

describe('a selection', () => {
  it('is closed in one call; what does not fit any more is left', async () => {
    const { productId, ada, number } = await anAlert();
    const others = [await raise({ productId, rule: 'a' }), await raise({ productId, rule: 'b' })];
    const [done = 0] = others;
    await give(ada, 'close', done, { verdict: 'true_positive' });
    const foreign = await raise({ productId: (await aProduct()).productId });
    const alerts = [];
    for (const one of [number, ...others, foreign]) alerts.push(await stored(one));
    const chosen = alerts.map(({ id, version }) => ({ id, version }));
    const said = { alerts: chosen, verb: 'close', verdict: 'false_positive' } as const;
    await expect(triageAlerts(ctx(ada, NOON), { ...said, note: '' })).rejects.toMatchObject(issue('note_required'));
    await expect(triageAlerts(ctx(readOnly(), NOON), { ...said, note: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await triageAlerts(ctx(ada, NOON), { ...said, note: 'Noise' })).toEqual({ done: 2, left: 2 });
    expect(await verbsOf(number)).toEqual(['raised', 'closed']);
    expect((await stored(foreign)).state).toBe('open');
    expect(await audited(foreign)).toEqual([]);
  });
});

describe('a merge', () => {
  it('keeps events and history of both, moves what was part of it, and closes all with their target', async () => {
    const { productId, ada, number } = await anAlert();
    const worse = await raise({ productId, rule: 'a', severity: 4 });
    const part = await raise({ productId, rule: 'b' });
    await merge(ada, part, worse);
    await merge(ada, worse, number);
    const target = await stored(number);
    expect(target.severity).toBe(4);
    expect((await stored(part)).mergedIntoId).toBe(target.id);
    expect(await verbsOf(part)).toEqual(['raised', 'merged', 'merged']);
    await expect(give(ada, 'acknowledge', part)).rejects.toMatchObject(issue('merged'));
    await raise({ productId, rule: 'b', second: 7 });
    expect(await stored(part)).toMatchObject({ events: 2, state: 'open' });

    await give(ada, 'separate', worse, { note: 'Another attack' });
    await give(ada, 'close', number, { verdict: 'true_positive' });
    expect(await stored(part)).toMatchObject({ state: 'closed', verdict: 'true_positive', handledById: ada.id });
    expect(await verbsOf(part)).toEqual(['raised', 'merged', 'merged', 'closed']);
    expect(await stored(worse)).toMatchObject({ state: 'open', mergedIntoId: null });
    expect(await verbsOf(number)).toEqual(['raised', 'merged', 'separated', 'closed']);
  });

  it('stays inside one product', async () => {
    const { ada, number, productId } = await anAlert();
    const elsewhere = (await aProduct()).productId;
    const other = await raise({ productId: elsewhere });
    await expect(merge(ada, number, other)).rejects.toMatchObject({ code: 'not_found' });
    const both = await somebody('Analyst', [productId, elsewhere]);
    await expect(merge(both, number, other)).rejects.toMatchObject(issue('other_product'));
    await expect(merge(ada, number, number)).rejects.toMatchObject(issue('itself'));
  });
});

/** Numbers that look like chance and are the same each time. */
function chance(seed: number) {
  let state = seed;
  return <T>(choices: readonly [T, ...T[]] | readonly T[]): T => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const chosen = choices[(state >>> 16) % choices.length];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
}

it('has no way without right, reason and a line in its history', async () => {
  const { productId, ada, number } = await anAlert();
  const target = await raise({ productId, rule: 'target' });
  const nobody = [readOnly(), stranger(), roleless()];
  const pick = chance(17);
  let lines = 1;
  for (let step = 0; step < 60; step += 1) {
    const by = pick([ada, ada, ada, ada, ...nobody]);
    const verb = pick(ALERT_VERBS);
    const said = { note: pick(['', 'why']), verdict: pick([null, ...VERDICTS]) };
    const before = await stored(number);
    const standing = { state: before.state, merged: before.mergedIntoId !== null };
    const fits = by === ada && refuseVerb({ verb, ...said }, standing) === null;
    const given = verb === 'merge' ? merge(by, number, target) : give(by, verb, number, said);
    const went = await given.then(
      () => true,
      () => false,
    );
    expect([step, verb, went]).toEqual([step, verb, fits]);
    const after = await stored(number);
    lines += went ? 1 : 0;
    expect(after.history).toHaveLength(lines);
    if (went) expect(after.history.at(-1)).toMatchObject({ verb: STEP_OF[verb], actorId: ada.id });
    else expect(after).toEqual(before);
  }
  expect(lines).toBeGreaterThan(10);
  expect(await audited(number)).toHaveLength(lines - 1);
});
