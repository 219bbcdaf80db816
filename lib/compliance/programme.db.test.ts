import { describe, expect, it } from 'vitest';
import { currenciesAt, documentsAt } from '@/lib/compliance/data/documents';
import { auditByNumber, auditsAt, cadencesAt, openFindingsAt } from '@/lib/compliance/data/programme';
import { addAuditFinding, changeAuditFinding } from '@/lib/compliance/mutations/audit-findings';
import { changeAudit, planAudit, settleAudit } from '@/lib/compliance/mutations/audits';
import { addDocument, archiveDocument, changeDocument, reviewDocument } from '@/lib/compliance/mutations/documents';
import { remindOwners } from '@/lib/compliance/mutations/remind';
import type { AddDocument, PlanAudit } from '@/lib/compliance/programme-schema';
import { NOON, reads, somebody } from '@/lib/compliance/testing/compliance';
import type { PersonActor } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, roleless, system } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';

withDatabase();

const SPRING = new Date('2026-03-02T12:00:00Z');

const planned = (owner: PersonActor, more: Partial<PlanAudit> = {}): PlanAudit => ({
  ...{ kind: 'internal', title: 'Backups', scope: '', frameworks: [], auditor: '', dueOn: '2026-12-01' },
  ownerId: owner.id,
  ...more,
});

async function held(rita: PersonActor, heldOn: string, more: Partial<PlanAudit> = {}) {
  const number = await planAudit(ctx(rita, SPRING), planned(rita, more));
  const { id, version } = await auditByNumber(reads(rita), number, NOON);
  await settleAudit(ctx(rita, NOON), { id, version, heldOn, result: 'Two observations' });
  return { id, number };
}

const found = (auditId: string, owner: PersonActor) => ({
  ...{
    auditId,
    grade: 'minor' as const,
    title: 'No drill this year',
    detail: '',
    framework: 'iso-27001-2022',
    control: 'A.5.29',
  },
  ...{ ownerId: owner.id, dueOn: '2026-11-20' },
});

const wanted = (owner: PersonActor, more: Partial<AddDocument> = {}): AddDocument => ({
  ...{ kind: 'policy', title: 'Backup policy', place: 'https://wiki.example/backup', edition: '1.0', reviewMonths: 12 },
  ...{ validUntil: null, ownerId: owner.id },
  ...more,
});

const seenOf = async (id: string) =>
  unsafeDb().complianceDocument.findUniqueOrThrow({ where: { id }, select: { id: true, version: true } });

describe('the audit programme', () => {
  it('knows which audits are late, at any date, and follows findings to their evidence', async () => {
    const [rita, otto] = [await somebody('Responder', 'Rita'), await somebody('Engineer', 'Otto')];
    expect((await cadencesAt(NOON)).map(({ state }) => state)).toEqual(['never', 'never', 'never', 'never']);
    const { id, number } = await held(rita, '2026-09-01');
    const [internal] = await cadencesAt(NOON);
    expect(internal).toMatchObject({
      kind: 'internal',
      state: 'on_time',
      lastHeldOn: '2026-09-01',
      dueOn: '2026-12-01',
    });
    expect((await cadencesAt(new Date('2026-12-02T00:00:00Z')))[0]?.state).toBe('overdue');
    expect((await cadencesAt(new Date('2026-08-31T00:00:00Z')))[0]?.state).toBe('never');
    const wrong = { ...found(id, otto), framework: 'iso-27001-2022', control: 'A.5.99' };
    await expect(addAuditFinding(ctx(rita, NOON), wrong)).rejects.toMatchObject({
      details: { issue: 'control_unknown' },
    });
    expect(await addAuditFinding(ctx(rita, NOON), found(id, otto))).toBe(1);
    expect(await openFindingsAt(NOON)).toEqual({ open: 1, overdue: 1 });
    const notice = await unsafeDb().notice.findFirstOrThrow({ where: { personId: otto.id } });
    expect(notice).toMatchObject({ kind: 'audit_finding_given', href: `/compliance/audits/${number}` });
    const { findings } = await auditByNumber(reads(readOnly()), number, NOON);
    const [finding] = findings;
    if (!finding) throw new Error('no finding');
    expect(finding).toMatchObject({ number: 1, overdue: true, owner: { name: 'Otto' } });
    const { owner: _, number: __, overdue: ___, ...facts } = finding;
    const done = { ...facts, ownerId: otto.id, state: 'done' as const };
    const later = new Date('2026-11-23T12:00:00Z');
    await expect(changeAuditFinding(ctx(rita, later), done)).rejects.toMatchObject({
      details: { issue: 'evidence_required' },
    });
    await changeAuditFinding(ctx(rita, later), { ...done, evidence: 'Drill of 22 November, DRILL-3' });
    await expect(changeAuditFinding(ctx(rita, later), { ...done, evidence: 'x' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await openFindingsAt(later)).toEqual({ open: 0, overdue: 0 });
    expect(await openFindingsAt(NOON)).toEqual({ open: 1, overdue: 1 });
    const then = (await auditByNumber(reads(readOnly()), number, NOON)).findings[0];
    expect([then?.state, then?.evidence]).toEqual(['open', '']);
  });

  it('shows a past day as it was: titles, owners, days, what was held or reopened later', async () => {
    const [rita, otto] = [await somebody('Responder', 'Rita'), await somebody('Engineer', 'Otto')];
    const day = (text: string) => new Date(`${text}T12:00:00Z`);
    const number = await planAudit(ctx(rita, SPRING), planned(rita, { kind: 'risk_review', title: 'Risks' }));
    const at = async (text: string) => auditByNumber(reads(readOnly()), number, day(text));
    const { id } = await at('2026-03-03');
    const facts = planned(otto, { kind: 'risk_review', title: 'Risks of the shop', dueOn: '2026-05-01' });
    await changeAudit(ctx(rita, day('2026-04-01')), { id, version: 1, ...facts });
    await settleAudit(ctx(rita, day('2026-06-01')), { id, version: 2, heldOn: '2026-05-02', result: 'Fine' });
    await addAuditFinding(ctx(rita, day('2026-06-02')), { ...found(id, otto), dueOn: '2026-07-01' });
    const [finding] = (await at('2026-06-03')).findings;
    if (!finding) throw new Error('no finding');
    const { owner: _, number: __, overdue: ___, version: ____, ...same } = finding;
    const step = { ...same, ownerId: rita.id, title: 'Renamed', dueOn: '2026-09-01' };
    const follow = (text: string, version: number, state: 'done' | 'open', evidence: string) =>
      changeAuditFinding(ctx(rita, day(text)), { ...step, version, state, evidence });
    await follow('2026-07-10', 1, 'done', 'Minutes');
    await follow('2026-08-10', 2, 'open', '');
    expect(await at('2026-03-03')).toMatchObject({ title: 'Risks', owner: { name: 'Rita' }, dueOn: '2026-12-01' });
    const may = await at('2026-05-15');
    expect(may).toMatchObject({ title: 'Risks of the shop', owner: { name: 'Otto' }, state: 'planned', heldOn: null });
    expect(may).toMatchObject({ overdue: true, result: '', dueOn: '2026-05-01' });
    const review = async (text: string) => (await cadencesAt(day(text))).find(({ kind }) => kind === 'risk_review');
    expect((await review('2026-05-15'))?.state).toBe('never');
    expect((await review('2026-06-15'))?.lastHeldOn).toBe('2026-05-02');
    expect(await at('2026-06-15')).toMatchObject({ state: 'held', heldOn: '2026-05-02', result: 'Fine' });
    const finds = async (text: string) => (await at(text)).findings[0];
    expect(await finds('2026-07-05')).toMatchObject({ title: same.title, owner: { name: 'Otto' }, overdue: true });
    expect(await finds('2026-07-20')).toMatchObject({ title: 'Renamed', state: 'done', evidence: 'Minutes' });
    expect(await finds('2026-08-20')).toMatchObject({ state: 'open', evidence: '', owner: { name: 'Rita' } });
    const off = await planAudit(ctx(rita, SPRING), planned(rita));
    const { id: offId } = await auditByNumber(reads(rita), off, SPRING);
    await settleAudit(ctx(rita, day('2026-10-01')), { id: offId, version: 1, heldOn: null, result: 'No money' });
    expect((await auditByNumber(reads(rita), off, day('2026-09-01'))).state).toBe('planned');
  });

  it('is written by who may; a planned one changes, a held one stays', async () => {
    const rita = await somebody('Responder');
    for (const actor of [readOnly(), roleless(), person('Analyst', 'everywhere'), person('Engineer', []), system]) {
      await expect(planAudit(ctx(actor), planned(rita))).rejects.toMatchObject({ code: 'forbidden' });
    }
    const number = await planAudit(ctx(rita, SPRING), planned(rita, { kind: 'external' }));
    const { id, version } = await auditByNumber(reads(rita), number, NOON);
    await changeAudit(ctx(rita), { id, version, ...planned(rita, { kind: 'external', dueOn: '2026-11-01' }) });
    const again = changeAudit(ctx(rita), { id, version, ...planned(rita) });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
    const [row] = (await auditsAt(reads(readOnly()), NOON)).filter((one) => one.id === id);
    expect(row).toMatchObject({ overdue: true, state: 'planned' });
    const ahead = { id, version: 2, heldOn: '2027-01-01', result: 'x' };
    await expect(settleAudit(ctx(rita), ahead)).rejects.toMatchObject({ details: { issue: 'held_ahead' } });
    await expect(addAuditFinding(ctx(rita), found(id, rita))).rejects.toMatchObject({ details: { issue: 'not_held' } });
    const off = { id, version: 2, heldOn: null, result: 'No money' };
    const both = await Promise.allSettled([settleAudit(ctx(rita), off), settleAudit(ctx(rita), off)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(settleAudit(ctx(rita), { ...off, version: 3 })).rejects.toMatchObject({
      details: { issue: 'not_planned' },
    });
    await expect(auditByNumber(reads(rita), 99_999, NOON)).rejects.toMatchObject({ code: 'not_found' });
    const elsewhere = planned(rita, { frameworks: ['iso-27001-2022', 'iso-1'] });
    await expect(planAudit(ctx(rita), elsewhere)).rejects.toMatchObject({ details: { issue: 'framework_unknown' } });
    const gone = planned(rita, { ownerId: '00000000-0000-4000-8000-000000000000' });
    await expect(planAudit(ctx(rita), gone)).rejects.toMatchObject({ details: { issue: 'owner_unknown' } });
  });
});

describe('the document register', () => {
  it('counts a document from its review to its next one, at any date', async () => {
    const rita = await somebody('Responder', 'Rita');
    const id = await addDocument(ctx(rita, SPRING), wanted(rita));
    const stateAt = async (at: Date) => (await documentsAt(reads(readOnly()), at)).find((one) => one.id === id);
    expect(await stateAt(NOON)).toMatchObject({ state: 'never', edition: '1.0', reviewDueOn: '2026-03-02' });
    const review = { reviewedOn: '2026-11-20', edition: '1.1', validUntil: null, note: '' };
    await reviewDocument(ctx(rita, NOON), { ...(await seenOf(id)), ...review });
    expect(await stateAt(NOON)).toMatchObject({ state: 'current', reviewedBy: 'Rita', reviewDueOn: '2027-11-20' });
    expect(await stateAt(new Date('2026-06-01T00:00:00Z'))).toMatchObject({ state: 'never', edition: '1.0' });
    expect((await stateAt(new Date('2027-11-21T00:00:00Z')))?.state).toBe('due');
    expect(await currenciesAt(NOON)).toContainEqual({ kind: 'policy', state: 'current', count: 1 });
    const { validUntil: _, edition: __, ...renamed } = wanted(rita, { title: 'Backups, policy of' });
    await changeDocument(ctx(rita, NOON), { ...(await seenOf(id)), ...renamed });
    expect((await stateAt(new Date('2026-06-01T00:00:00Z')))?.title).toBe('Backup policy');
    expect((await stateAt(NOON))?.title).toBe('Backups, policy of');
    await archiveDocument(ctx(rita, NOON), { ...(await seenOf(id)), archived: true });
    expect((await stateAt(NOON))?.archived).toBe(true);
    expect((await stateAt(new Date('2026-06-01T00:00:00Z')))?.archived).toBe(false);
    expect(await currenciesAt(NOON)).toEqual([]);
    const more = { ...(await seenOf(id)), ...review };
    await expect(reviewDocument(ctx(rita), more)).rejects.toMatchObject({ details: { issue: 'archived' } });
    await expect(unsafeDb().documentReview.deleteMany({})).rejects.toThrow(/denied/);
  });

  it('is written by who may, and the second of two is told', async () => {
    const rita = await somebody('Responder');
    for (const actor of [readOnly(), roleless(), person('Analyst', 'everywhere'), person('Engineer', [])]) {
      await expect(addDocument(ctx(actor), wanted(rita))).rejects.toMatchObject({ code: 'forbidden' });
    }
    const id = await addDocument(ctx(rita), wanted(rita, { kind: 'physical', validUntil: '2026-11-01' }));
    expect((await documentsAt(reads(rita), NOON)).find((one) => one.id === id)?.state).toBe('expired');
    const { validUntil: _, edition: __, ...facts } = wanted(rita, { title: 'Certificate of the data centre' });
    const seen = await seenOf(id);
    const both = await Promise.allSettled([
      changeDocument(ctx(rita), { ...seen, ...facts }),
      changeDocument(ctx(rita), { ...seen, ...facts }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    await expect(archiveDocument(ctx(readOnly()), { ...seen, archived: true })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const ahead = { ...(await seenOf(id)), reviewedOn: '2027-05-01', edition: '', validUntil: null, note: '' };
    await expect(reviewDocument(ctx(rita), ahead)).rejects.toMatchObject({ details: { issue: 'reviewed_ahead' } });
  });
});

it('tells owners once that something of theirs is due', async () => {
  const owner = await somebody('Responder', 'Olga');
  await planAudit(ctx(owner, NOON), planned(owner, { dueOn: '2026-12-03' }));
  await planAudit(ctx(owner, NOON), planned(owner, { dueOn: '2027-03-01' }));
  await addDocument(ctx(owner, NOON), wanted(owner));
  const { id } = await held(owner, '2026-11-01');
  await addAuditFinding(ctx(owner, NOON), found(id, owner));
  await remindOwners(ctx(system, NOON));
  await remindOwners(ctx(system, NOON));
  const kinds = (await unsafeDb().notice.findMany({ where: { personId: owner.id } })).map(({ kind }) => kind);
  expect(kinds.sort()).toEqual(['audit_due', 'audit_finding_due', 'document_due']);
});

it('reminds each week of what is past its day, and those who keep the programme where its owner is gone', async () => {
  const [owner, keeper] = [await somebody('Responder', 'Owner'), await somebody('Admin', 'Keeper')];
  const at = (days: number) => ctx(system, addDays(NOON, days));
  const { number } = await unsafeDb().complianceAudit.create({
    data: { kind: 'internal', title: 'Late', frameworks: [], dueOn: NOON, ownerId: owner.id, createdAt: NOON },
  });
  const href = `/compliance/audits/${number}`;
  const told = (personId: string) => unsafeDb().notice.count({ where: { personId, href } });
  for (const days of [0, 1, 6]) await remindOwners(at(days));
  expect(await told(owner.id)).toBe(1);
  for (const days of [7, 8, 13]) await remindOwners(at(days));
  expect([await told(owner.id), await told(keeper.id)]).toEqual([2, 0]);
  await unsafeDb().person.update({ where: { id: owner.id }, data: { disabledAt: NOON } });
  await remindOwners(at(14));
  expect([await told(owner.id), await told(keeper.id)]).toEqual([2, 1]);
  await unsafeDb().complianceAudit.update({
    where: { number },
    data: { state: 'held', heldOn: NOON, result: 'Held late' },
  });
  await remindOwners(at(30));
  expect([await told(owner.id), await told(keeper.id)]).toEqual([2, 1]);
});

it('reminds each week of findings and documents past their day too', async () => {
  const owner = await somebody('Responder', 'Owner of what is late');
  await addDocument(ctx(owner, NOON), wanted(owner));
  const { id } = await held(owner, '2026-11-01');
  await addAuditFinding(ctx(owner, NOON), found(id, owner));
  const toldBy = async (days: number) => {
    await remindOwners(ctx(system, addDays(NOON, days)));
    const kinds = ['audit_finding_due', 'document_due'];
    return Promise.all(kinds.map((kind) => unsafeDb().notice.count({ where: { personId: owner.id, kind } })));
  };
  const [findings = 0, documents = 0] = await toldBy(800);
  expect([findings, documents].every((n) => n > 0)).toBe(true);
  expect(await toldBy(806)).toEqual([findings, documents]);
  expect(await toldBy(807)).toEqual([findings + 1, documents + 1]);
});
