import type { Scope } from '@/lib/access/policy';
import { changedSince, type PastFacts } from '@/lib/compliance/data/past';
import {
  AUDIT_KINDS,
  AUDIT_STATES,
  type AuditKind,
  type AuditState,
  CADENCE_MONTHS,
  type CadenceState,
  cadence,
  FINDING_STATES,
  type FindingState,
  GRADES,
  type Grade,
  isOver,
} from '@/lib/compliance/programme';
import type { Person } from '@/lib/compliance/view-types';
import { isoDay } from '@/lib/core/datetime';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

export type AuditFindingRow = {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly grade: Grade;
  readonly title: string;
  readonly detail: string;
  readonly framework: string;
  readonly control: string;
  readonly owner: Person;
  /** `YYYY-MM-DD` */
  readonly dueOn: string;
  readonly state: FindingState;
  readonly evidence: string;
  readonly overdue: boolean;
};

export type AuditRow = {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly kind: AuditKind;
  readonly title: string;
  readonly scope: string;
  readonly frameworks: readonly string[];
  readonly auditor: string;
  readonly dueOn: string;
  readonly state: AuditState;
  readonly heldOn: string | null;
  readonly result: string;
  readonly owner: Person;
  readonly overdue: boolean;
  readonly findings: readonly AuditFindingRow[];
};

const include = {
  owner: { select: { id: true, name: true } },
  findings: { include: { owner: { select: { id: true, name: true } } }, orderBy: { number: 'asc' } },
} as const satisfies Prisma.ComplianceAuditInclude;
type Stored = Prisma.ComplianceAuditGetPayload<{ include: typeof include }>;
type StoredFinding = Stored['findings'][number];

/** How an audit and a finding stood, where the audit trail knows that they were changed since. */
type Past = {
  readonly audits: ReadonlyMap<string, PastFacts>;
  readonly findings: ReadonlyMap<string, PastFacts>;
};

function auditThen(row: Stored, past: PastFacts | undefined): Stored {
  if (!past) return row;
  const { kind = row.kind, title = row.title, scope = row.scope, frameworks = row.frameworks } = past;
  const { auditor = row.auditor, dueOn, heldOn = null, result = '', owner = row.owner, actions } = past;
  const state = actions.flatMap((action) => SETTLED.get(action) ?? []).at(-1) ?? 'planned';
  return {
    ...{ ...row, kind, title, scope, frameworks, auditor, result, owner, state },
    dueOn: dueOn === undefined ? row.dueOn : new Date(dueOn),
    heldOn: heldOn === null ? null : new Date(heldOn),
  };
}

const SETTLED: ReadonlyMap<string, AuditState> = new Map([
  ['compliance-audit.held', 'held'],
  ['compliance-audit.called-off', 'called_off'],
]);

function findingThen(row: StoredFinding, past: PastFacts | undefined): StoredFinding {
  if (!past) return row;
  const { grade = row.grade, title = row.title, detail = row.detail, framework = row.framework } = past;
  const { control = row.control, state = 'open', evidence = '', owner = row.owner, dueOn } = past;
  const facts = { grade, title, detail, framework, control, state, evidence, owner };
  return { ...row, ...facts, dueOn: dueOn === undefined ? row.dueOn : new Date(dueOn) };
}

function toFinding(row: StoredFinding, at: Date): AuditFindingRow {
  const { id, number, version, title, detail, framework, control, owner, evidence } = row;
  const state = FINDING_STATES.find((one) => one === row.state) ?? 'open';
  const dueOn = isoDay(row.dueOn);
  return {
    ...{ id, number, version, title, detail, framework, control, owner, dueOn, state, evidence },
    grade: GRADES.find((one) => one === row.grade) ?? 'observation',
    overdue: !isOver(state) && dueOn < isoDay(at),
  };
}

function toAudit(stored: Stored, past: Past, at: Date): AuditRow {
  const row = auditThen(stored, past.audits.get(stored.id));
  const { id, number, version, title, scope, frameworks, auditor, owner, result } = row;
  const state = AUDIT_STATES.find((one) => one === row.state) ?? 'planned';
  const dueOn = isoDay(row.dueOn);
  return {
    ...{ id, number, version, title, scope, frameworks, auditor, owner, dueOn, state, result },
    kind: AUDIT_KINDS.find((one) => one === row.kind) ?? 'internal',
    heldOn: row.heldOn && isoDay(row.heldOn),
    overdue: state === 'planned' && dueOn < isoDay(at),
    findings: row.findings
      .filter(({ createdAt }) => createdAt <= at)
      .map((one) => toFinding(findingThen(one, past.findings.get(one.id)), at)),
  };
}

const LIST_MAX = 500;

/** All audits that were in the programme at a moment, as they were then, or those of them that `where` names. */
async function programmeAt(at: Date, where: Prisma.ComplianceAuditWhereInput = {}, take?: number) {
  const rows = await unsafeDb().complianceAudit.findMany({
    where: { ...where, createdAt: { lte: at } },
    orderBy: [{ dueOn: 'desc' }, { number: 'desc' }],
    take,
    include,
  });
  const [audits, findings] = await Promise.all([
    changedSince('compliance-audit', at),
    changedSince('audit-finding', at),
  ]);
  return rows.map((row) => toAudit(row, { audits, findings }, at));
}

/** Audits and reviews that were in the programme at a moment: those to come first, then the newest. */
export async function auditsAt(scope: Scope, at: Date): Promise<readonly AuditRow[]> {
  return everyAuditAt(scope, at, LIST_MAX);
}

/** All of them, or the newest so many. */
export async function everyAuditAt(_scope: Scope, at: Date, take?: number): Promise<readonly AuditRow[]> {
  const audits = await programmeAt(at, {}, take);
  const planned = audits.filter(({ state }) => state === 'planned').reverse();
  return [...planned, ...audits.filter(({ state }) => state !== 'planned')];
}

/** One of them. @throws DomainError `not_found` */
export async function auditByNumber(_scope: Scope, number: number, at: Date): Promise<AuditRow> {
  const [audit] = await programmeAt(at, { number });
  if (!audit) throw new DomainError('not_found');
  return audit;
}

/** How a kind of audit stands against its cadence. Days are `YYYY-MM-DD`. */
export type CadenceRow = {
  readonly kind: AuditKind;
  readonly months: number;
  readonly state: CadenceState;
  readonly lastHeldOn: string | null;
  readonly dueOn: string | null;
};

/** For programme safeguard H2: each kind with its last audit that was known as held at a moment, and when the next is due. */
export async function cadencesAt(at: Date): Promise<readonly CadenceRow[]> {
  const held = (await programmeAt(at)).filter(({ state, heldOn }) => state === 'held' && heldOn !== null);
  return AUDIT_KINDS.map((kind) => {
    const days = held.flatMap((one) => (one.kind === kind && one.heldOn !== null ? [one.heldOn] : []));
    const lastHeldOn = days.toSorted().at(-1) ?? null;
    return { kind, months: CADENCE_MONTHS[kind], lastHeldOn, ...cadence(kind, lastHeldOn, isoDay(at)) };
  });
}

/** For H2 too: findings of audits that were open at a moment, and those of them past their day. */
export async function openFindingsAt(at: Date): Promise<{ readonly open: number; readonly overdue: number }> {
  const findings = (await programmeAt(at)).flatMap((audit) => audit.findings);
  const open = findings.filter(({ state }) => !isOver(state));
  return { open: open.length, overdue: open.filter(({ overdue }) => overdue).length };
}
