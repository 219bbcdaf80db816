import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { raise, stored as storedAlert } from '@/lib/alerts/testing/alerts';
import type { Ctx, PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aPerson } from '@/lib/findings/testing/findings';
import { evidenceOf } from '@/lib/incidents/data/evidence';
import { observablesOf } from '@/lib/incidents/data/observables';
import { tasksOf } from '@/lib/incidents/data/tasks';
import { thingsOf } from '@/lib/incidents/data/things';
import { attachAlerts } from '@/lib/incidents/mutations/alerts';
import { addAssets, removeAsset, stateAsset } from '@/lib/incidents/mutations/assets';
import { addEvidence, checkEvidence, handEvidenceOver, openEvidence } from '@/lib/incidents/mutations/evidence';
import { setTechniques } from '@/lib/incidents/mutations/links';
import { addObservables, judgeObservable, removeObservable } from '@/lib/incidents/mutations/observables';
import { applyPlaybook } from '@/lib/incidents/mutations/playbook';
import { addTask, editTask, stepTask } from '@/lib/incidents/mutations/tasks';
import { at, declared, entriesOf, NOON, stored } from '@/lib/incidents/testing/incidents';

withDatabase();

async function responder(productId: string): Promise<PersonActor> {
  const id = await aPerson('Responder', productId, 'Rita');
  return person('Responder', [productId], { id, name: 'Rita' });
}

async function one() {
  const { productId } = await aProduct();
  const rita = await responder(productId);
  const incident = await declared(ctx(rita, NOON), productId);
  return { productId, rita, incident, as: ctx(rita, at(5)) };
}

const outsiders = [
  { who: stranger(), code: 'not_found' },
  { who: readOnly(), code: 'forbidden' },
] as const;

const tasks = ({ actor }: Ctx, number: number, locale = 'en') =>
  tasksOf(requirePermission({ actor }, 'incident:read'), number, {
    now: NOON,
    locale,
    write: scopeOf({ actor }, 'incident:write'),
  });
const verbsOf = async (id: string, kind: string) =>
  (await entriesOf(id)).filter((entry) => entry.kind === kind).map(({ data }) => data);

describe('tasks', () => {
  it('come from a playbook once, in the language of their reader', async () => {
    const { incident, as } = await one();
    const apply = () => applyPlaybook(as, { id: incident.id, playbook: 'leaked_secret' });
    const added = await Promise.all([apply(), apply()]);
    expect(added.toSorted((a, b) => a - b)).toEqual([0, 10]);
    const [english, german] = [await tasks(as, incident.number), await tasks(as, incident.number, 'de')];
    expect(english.tasks).toHaveLength(10);
    expect(german.tasks[1]?.title).toBe('Neu ausstellen, ausrollen, das alte widerrufen');
    expect(english.playbooks.find(({ id }) => id === 'leaked_secret')).toMatchObject({ steps: 10, missing: 0 });
    expect(await verbsOf(incident.id, 'task')).toMatchObject([{ verb: 'applied', tasks: 10 }]);
  });

  it('are added, given to somebody who is told, begun, dropped for a reason; each is a line', async () => {
    const { productId, incident, as } = await one();
    const ben = await responder(productId);
    const own = { title: 'Call the hoster', detail: '', part: 'respond', assigneeId: ben.id, dueAt: at(60) } as const;
    await addTask(as, { id: incident.id, ...own });
    const task = async () => (await tasks(as, incident.number)).tasks[0] ?? { id: '', version: 0 };
    const { id: taskId, version } = await task();
    const race = await Promise.allSettled(
      [1, 2].map(() => stepTask(as, { id: incident.id, taskId, version, verb: 'begin', note: '' })),
    );
    expect(race.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'conflict' } }]);
    await editTask(as, { id: incident.id, taskId, version: 2, title: 'Call them', dueAt: null });
    const drop = (note: string) => stepTask(as, { id: incident.id, taskId, version: 3, verb: 'drop', note });
    await expect(drop('')).rejects.toMatchObject({ details: { issue: 'note_required' } });
    await drop('They called us');
    expect(await task()).toMatchObject({ state: 'dropped', assignee: 'Rita', title: 'Call them', dueAt: null });
    expect(await verbsOf(incident.id, 'task')).toMatchObject(
      ['added', 'begun', 'edited', 'due', 'dropped'].map((verb) => ({ verb })),
    );
    const notices = await unsafeDb().notice.findMany({ where: { personId: ben.id } });
    expect(notices).toMatchObject([{ kind: 'incident_task' }]);
  });

  it.each(outsiders)('are not for $who.roles of elsewhere or without the right', async ({ who, code }) => {
    const { incident } = await one();
    const { id } = incident;
    const own = { title: 'x', detail: '', part: 'respond', assigneeId: null, dueAt: null } as const;
    await expect(addTask(ctx(who), { id, ...own })).rejects.toMatchObject({ code });
    await expect(applyPlaybook(ctx(who), { id, playbook: 'leaked_secret' })).rejects.toMatchObject({ code });
    if (code === 'not_found') await expect(tasks(ctx(who), incident.number)).rejects.toMatchObject({ code });
    else expect((await tasks(ctx(who), incident.number)).mayWrite).toBe(false);
  });
});

describe('observables', () => {
  const paste = { text: 'hxxp://evil[.]example/a 203.0.113.7', malicious: 'unknown', tlp: 'amber', note: '' } as const;

  it('are added once, judged by whoever saw them, taken out and found elsewhere', async () => {
    const { productId, incident, as } = await one();
    const { id, number } = incident;
    expect(await addObservables(as, { id, ...paste })).toBe(2);
    expect(await addObservables(as, { id, ...paste })).toBe(0);
    const other = await declared(as, productId);
    const foreign = await one();
    await addObservables(as, { id: other.id, ...paste });
    await addObservables(foreign.as, { id: foreign.incident.id, ...paste });
    const read = () => observablesOf(requirePermission(as, 'incident:read'), number);
    const [first] = await read();
    if (!first) throw new Error('none');
    expect(first.alsoIn).toEqual([other.number]);
    const seen = { malicious: 'unknown', tlp: 'amber', note: '' } as const;
    const judge = () =>
      judgeObservable(as, { id, observableId: first.id, seen, malicious: 'yes', tlp: 'red', note: '' });
    await judge();
    await expect(judge()).rejects.toMatchObject({ code: 'conflict' });
    await removeObservable(as, { id, observableId: first.id, reason: 'Our own scanner' });
    expect(await read()).toHaveLength(1);
    expect(await addObservables(as, { id, ...paste })).toBe(1);
    await expect(addObservables(as, { id, ...paste, text: 'nothing here' })).rejects.toMatchObject({
      details: { issue: 'nothing_recognised' },
    });
  });

  it.each(outsiders)('are not for others: $code', async ({ who, code }) => {
    const { incident } = await one();
    await expect(addObservables(ctx(who), { id: incident.id, ...paste })).rejects.toMatchObject({ code });
  });
});

describe('assets and techniques', () => {
  it('are proposed by the alerts, once each; a state is changed by whoever saw it', async () => {
    const { productId, incident, as } = await one();
    const alert = await storedAlert(await raise({ productId, entity: { actor: 'kate', host: 'web-1' } }));
    await attachAlerts(as, { id: incident.id, alerts: [alert.id] });
    const read = () =>
      thingsOf(requirePermission(as, 'incident:read'), incident.number, {
        write: scopeOf(as, 'incident:write'),
        findings: scopeOf(as, 'finding:read'),
        readEvidence: scopeOf(as, 'evidence:read'),
        exportEvidence: scopeOf(as, 'evidence:export'),
      });
    const { proposedAssets, proposedTechniques, version, alerts } = await read();
    expect(alerts).toMatchObject([{ linkedAt: at(5).toISOString(), linkedBy: 'Rita' }]);
    expect(proposedAssets.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['host web-1', 'account kate']);
    expect(proposedTechniques.map(({ id }) => id)).toEqual(['T1059']);
    const add = { id: incident.id, assets: [...proposedAssets], state: 'suspected' as const, note: '' };
    expect(await addAssets(as, add)).toBe(2);
    expect(await addAssets(as, add)).toBe(0);
    const [host] = (await read()).assets;
    if (!host) throw new Error('none');
    const seen = { id: incident.id, assetId: host.id, version: host.version };
    await stateAsset(as, { ...seen, state: 'compromised', note: 'Miner in /tmp' });
    await expect(stateAsset(as, { ...seen, state: 'clean', note: '' })).rejects.toMatchObject({ code: 'conflict' });
    await removeAsset(as, { ...seen, version: 2, reason: 'Another one' });
    expect((await read()).assets).toHaveLength(1);
    const set = (techniques: string[]) => setTechniques(as, { id: incident.id, version, techniques });
    await expect(set(['T9999'])).rejects.toMatchObject({ details: { issue: 'unknown_technique' } });
    await set(['T1059']);
    await expect(set([])).rejects.toMatchObject({ code: 'conflict' });
    expect((await stored(incident.id)).techniques).toEqual(['T1059']);
    for (const { who, code } of outsiders) await expect(addAssets(ctx(who), add)).rejects.toMatchObject({ code });
  });
});

describe('evidence', () => {
  const data = new Uint8Array(2_500_000).map((_, index) => index % 251);
  async function* body() {
    for (let from = 0; from < data.length; from += 70_000) yield data.subarray(from, from + 70_000);
  }
  const about = { name: 'disk.img', description: '', origin: 'web-1', collectedAt: null };

  it('is what came, byte for byte; whoever has it in hand is written down; nothing of it changes', async () => {
    const { incident, as } = await one();
    const { number } = incident;
    const evidenceId = await addEvidence(as, { ...about, number }, body());
    const { bytes, sha256 } = await openEvidence(as, { number, evidenceId });
    const hash = createHash('sha256');
    for await (const part of bytes) hash.update(part);
    expect(hash.digest('hex')).toBe(sha256);
    expect(sha256).toBe(createHash('sha256').update(data).digest('hex'));
    expect(await checkEvidence(as, { number, evidenceId })).toBe(true);
    await handEvidenceOver(as, { number, evidenceId, note: 'To the forensics team, two people' });
    const [file] = await evidenceOf(requirePermission(as, 'incident:read'), number);
    expect(file).toMatchObject({ number: 1, size: data.length, mediaType: 'application/octet-stream' });
    expect(file?.custody.map(({ verb }) => verb)).toEqual(['added', 'opened', 'checked', 'handed_over']);
    expect(await verbsOf(incident.id, 'evidence')).toHaveLength(4);
    const where = { evidenceId };
    await expect(unsafeDb().incidentEvidenceChunk.deleteMany({ where })).rejects.toThrow(/append-only|permission/);
    await expect(unsafeDb().incidentCustody.updateMany({ where, data: { note: 'x' } })).rejects.toThrow(
      /append-only|permission/,
    );
  });

  it('is not for others, and not without a byte', async () => {
    const { incident, as } = await one();
    const { number } = incident;
    async function* nothing(): AsyncGenerator<Uint8Array> {}
    await expect(addEvidence(as, { ...about, number }, nothing())).rejects.toMatchObject({ code: 'invalid' });
    const evidenceId = await addEvidence(as, { ...about, number }, body());
    for (const { who, code } of outsiders)
      await expect(addEvidence(ctx(who), { ...about, number }, body())).rejects.toMatchObject({ code });
    await expect(openEvidence(ctx(stranger()), { number, evidenceId })).rejects.toMatchObject({ code: 'not_found' });
    const other = await one();
    await expect(openEvidence(other.as, { number: other.incident.number, evidenceId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
