import { randomUUID } from 'node:crypto';
import { addAuditFinding } from '@/lib/compliance/mutations/audit-findings';
import { planAudit, settleAudit } from '@/lib/compliance/mutations/audits';
import { addDocument, archiveDocument, reviewDocument } from '@/lib/compliance/mutations/documents';
import { AUDIT_KINDS, type AuditKind, type DocumentKind } from '@/lib/compliance/programme';
import { addDays, isoDay } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { aSchedule } from '@/lib/escalation/testing/escalations';
import { ago, NOW, ownerId, source } from '@/lib/safeguards/testing/build';
import type { Shown } from '@/lib/safeguards/testing/situation';
import type { Prisma } from '@/prisma/generated/client';

/** One thing more that the organisation does or lets be, and what its promise is then; the steps of a promise build on each other. */
export type Step = {
  readonly safeguard: string;
  readonly name: string;
  readonly build: () => Promise<unknown>;
  readonly expected: Shown;
  /** When it is judged; left out: at `NOW`. */
  readonly at?: Date;
};

const nothing = async () => undefined;
const as = (at: Date) => ctx(person('Admin', 'everywhere'), at);

const feed = (kind: 'epss' | 'kev', days: number) =>
  unsafeDb().intelImport.create({
    data: { kind, state: 'done', origin: 'upload', source: 'f', createdAt: ago(days), createdByName: 'x' },
  });

async function tool(scanner: string, days: number) {
  const { productId } = await aProduct();
  await source(productId, scanner, days);
}

/** Elevations of nine days ago: given by another person, or taken in an emergency; `justified`: what a review found. */
async function elevation(count: number, more: { breakGlass?: boolean; justified?: boolean } = {}) {
  const facts = { tenantId: randomUUID(), objectId: randomUUID(), name: 'Another' };
  const { id } = await unsafeDb().person.create({ data: facts });
  const given = more.breakGlass ? {} : { deciderId: id, decidedAt: ago(9) };
  const reviewed = more.justified === undefined ? {} : { reviewerId: id, reviewedAt: ago(8) };
  const times = { requestedAt: ago(9), lapsesAt: ago(8), startsAt: ago(9), endsAt: ago(9 - 1 / 24) };
  const asked = { requesterId: ownerId(), permissions: ['sla:write'], reason: 'r', minutes: 60 };
  const one = { ...asked, ...more, ...given, ...reviewed, ...times };
  await unsafeDb().elevation.createMany({ data: Array.from({ length: count }, () => one) });
}

async function audit(kind: AuditKind, heldDays: number) {
  const then = as(ago(heldDays));
  const facts = { kind, title: kind, scope: '', frameworks: [], auditor: 'a', ownerId: ownerId() };
  const number = await planAudit(then, { ...facts, dueOn: isoDay(ago(heldDays)) });
  const { id, version } = await unsafeDb().complianceAudit.findUniqueOrThrow({ where: { number } });
  await settleAudit(then, { id, version, heldOn: isoDay(ago(heldDays)), result: 'held' });
}

/** A document that was reviewed so many days ago and has to be again a year after. */
async function document(kind: DocumentKind, reviewedDays: number | null, validUntil: Date | null = null) {
  const then = as(ago(reviewedDays ?? 1));
  const facts = { kind, title: randomUUID(), edition: '1', place: 'p', ownerId: ownerId(), reviewMonths: 12 };
  const until = validUntil && isoDay(validUntil);
  const id = await addDocument(then, { ...facts, validUntil: until });
  if (reviewedDays === null) return;
  const review = { reviewedOn: isoDay(ago(reviewedDays)), edition: '1', validUntil: until, note: '' };
  await reviewDocument(then, { id, version: 1, ...review });
}

const [first, ...furtherKinds] = AUDIT_KINDS;
const POLICIES = ['policy', 'incident', 'continuity', 'recovery', 'change'] as const;

/** Findings of an audit that are open, of which the first is past its day. */
async function findings() {
  const { id: auditId } = await unsafeDb().complianceAudit.findFirstOrThrow({ where: { state: 'held' } });
  const facts = { auditId, grade: 'minor' as const, detail: '', framework: '', control: '', ownerId: ownerId() };
  for (const days of [-5, ...Array.from({ length: 9 }, () => 30)]) {
    await addAuditFinding(as(ago(10)), { ...facts, title: `due in ${days} days`, dueOn: isoDay(addDays(NOW, days)) });
  }
}

/** Somebody is on call from now on for so many days. */
async function onCall(days: number) {
  const { id: scheduleId } = await unsafeDb().onCallSchedule.findFirstOrThrow();
  await unsafeDb().onCallOverride.deleteMany({ where: { scheduleId } });
  const facts = { scheduleId, personId: ownerId(), createdAt: NOW, createdBy: 'x' };
  await unsafeDb().onCallOverride.create({ data: { ...facts, from: ago(1), to: addDays(NOW, days) } });
}

const archive = async (where: Prisma.ComplianceDocumentWhereInput) => {
  const known = await unsafeDb().complianceDocument.findMany({ where, select: { id: true, version: true } });
  for (const one of known) await archiveDocument(as(NOW), { ...one, archived: true });
};
const putAwayEnded = () => archive({ validUntil: { lt: NOW } });
const putAwayDue = () => archive({ reviewDueOn: { lt: NOW } });

/** Of policies and plans that nobody reviewed it becomes known that somebody did, so many days ago. */
const renewed = (days: number) => async () => {
  const known = await unsafeDb().complianceDocument.findMany({ where: { kind: { in: [...POLICIES] } } });
  const review = { reviewedOn: isoDay(ago(days)), edition: '1', validUntil: null, note: '' };
  for (const { id, version } of known) await reviewDocument(as(ago(0.5)), { id, version, ...review });
};

const each =
  <T>(all: readonly T[], work: (one: T) => Promise<unknown>) =>
  async () => {
    for (const one of all) await work(one);
  };

/** Promises of the whole organisation, each from nothing on. */
export const STEPS: readonly Step[] = [
  { safeguard: 'A12', name: 'no feed was ever read', build: nothing, expected: 'unknown' },
  {
    ...{ safeguard: 'A12', name: 'one feed is fresh, the other too old', expected: 'partly' },
    build: () => Promise.all([feed('epss', 1), feed('kev', 40)]),
  },
  { safeguard: 'A12', name: 'both are fresh', build: () => feed('kev', 1), expected: 'met' },
  { safeguard: 'A12', name: 'nobody reads them any more', build: nothing, expected: 'missed', at: addDays(NOW, 5) },

  { safeguard: 'B3', name: 'no tool reports', build: nothing, expected: 'unknown' },
  {
    safeguard: 'B3',
    name: 'two reported long ago',
    build: each(['trivy', 'sonarqube'], (one) => tool(one, 40)),
    expected: 'missed',
  },
  {
    safeguard: 'B3',
    name: 'two of three report',
    build: each(['trivy', 'sonarqube'], (one) => tool(one, 1)),
    expected: 'partly',
  },
  { safeguard: 'B3', name: 'all three report', build: () => tool('defectdojo', 1), expected: 'met' },

  { safeguard: 'C3', name: 'nobody asked for more rights', build: nothing, expected: 'idle' },
  { safeguard: 'C3', name: 'others gave them', build: () => elevation(20), expected: 'met' },
  {
    ...{ safeguard: 'C3', name: 'an emergency was not justified', expected: 'partly' },
    build: () => elevation(1, { breakGlass: true, justified: false }),
  },
  {
    safeguard: 'C3',
    name: 'nobody reviewed many',
    build: () => elevation(30, { breakGlass: true }),
    expected: 'missed',
  },

  { safeguard: 'G1', name: 'there is no schedule', build: nothing, expected: 'unknown' },
  { safeguard: 'G1', name: 'a schedule has nobody', build: () => aSchedule([]), expected: 'missed' },
  { safeguard: 'G1', name: 'somebody is there for all hours', build: () => onCall(14), expected: 'met' },
  { safeguard: 'G1', name: 'a few hours are left open', build: () => onCall(13.5), expected: 'partly' },

  { safeguard: 'H2', name: 'nothing was ever held', build: nothing, expected: 'unknown' },
  {
    safeguard: 'H2',
    name: 'all were held, too long ago',
    build: each(AUDIT_KINDS, (kind) => audit(kind, 500)),
    expected: 'missed',
  },
  {
    safeguard: 'H2',
    name: 'all but one are on time',
    build: each(furtherKinds, (kind) => audit(kind, 20)),
    expected: 'missed',
  },
  { safeguard: 'H2', name: 'all are on time', build: () => audit(first, 20), expected: 'met' },
  { safeguard: 'H2', name: 'one finding of ten is late', build: findings, expected: 'partly' },

  { safeguard: 'H3', name: 'no document is registered', build: nothing, expected: 'unknown' },
  {
    safeguard: 'H3',
    name: 'nobody ever reviewed them',
    build: each(POLICIES, (kind) => document(kind, null)),
    expected: 'unknown',
  },
  { safeguard: 'H4', name: 'no certificate is registered', build: nothing, expected: 'unknown' },
  {
    safeguard: 'H4',
    name: 'a certificate has ended',
    build: () => document('physical', 20, ago(2)),
    expected: 'missed',
  },
  {
    safeguard: 'H4',
    name: 'another one is valid',
    build: () => document('physical', 20, addDays(NOW, 90)),
    expected: 'partly',
  },
  { safeguard: 'H4', name: 'the ended one is put away', build: putAwayEnded, expected: 'met' },
  { safeguard: 'H3', name: 'all are past their review', build: renewed(500), expected: 'missed' },
  {
    safeguard: 'H3',
    name: 'most are current',
    build: each(POLICIES, (kind) => document(kind, 20)),
    expected: 'partly',
  },
  { safeguard: 'H3', name: 'only current ones are in use', build: putAwayDue, expected: 'met' },
];
