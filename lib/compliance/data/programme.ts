import type { Scope } from '@/lib/access/policy';
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

/** As it stood at a moment: what ended later was still open. */
function toFinding(row: Stored['findings'][number], at: Date): AuditFindingRow {
  const { id, number, version, title, detail, framework, control, owner } = row;
  const ended = row.endedAt !== null && row.endedAt <= at;
  const now = FINDING_STATES.find((one) => one === row.state) ?? 'open';
  const state = isOver(now) && !ended ? 'open' : now;
  const dueOn = isoDay(row.dueOn);
  return {
    ...{ id, number, version, title, detail, framework, control, owner, dueOn, state },
    grade: GRADES.find((one) => one === row.grade) ?? 'observation',
    evidence: ended || !isOver(now) ? row.evidence : '',
    overdue: !isOver(state) && dueOn < isoDay(at),
  };
}

function toAudit(row: Stored, at: Date): AuditRow {
  const { id, number, version, title, scope, frameworks, auditor, owner } = row;
  const today = isoDay(at);
  const heldLater = row.heldOn !== null && isoDay(row.heldOn) > today;
  const state = heldLater ? 'planned' : (AUDIT_STATES.find((one) => one === row.state) ?? 'planned');
  const dueOn = isoDay(row.dueOn);
  return {
    ...{ id, number, version, title, scope, frameworks, auditor, owner, dueOn, state },
    kind: AUDIT_KINDS.find((one) => one === row.kind) ?? 'internal',
    heldOn: row.heldOn === null || heldLater ? null : isoDay(row.heldOn),
    result: heldLater ? '' : row.result,
    overdue: state === 'planned' && dueOn < today,
    findings: row.findings.filter(({ createdAt }) => createdAt <= at).map((one) => toFinding(one, at)),
  };
}

const LIST_MAX = 500;

/** Audits and reviews that were in the programme at a moment: those to come first, then the newest. */
export async function auditsAt(scope: Scope, at: Date): Promise<readonly AuditRow[]> {
  return everyAuditAt(scope, at, LIST_MAX);
}

/** All of them, or the newest so many. */
export async function everyAuditAt(_scope: Scope, at: Date, take?: number): Promise<readonly AuditRow[]> {
  const rows = await unsafeDb().complianceAudit.findMany({
    where: { createdAt: { lte: at } },
    orderBy: [{ dueOn: 'desc' }, { number: 'desc' }],
    take,
    include,
  });
  const audits = rows.map((row) => toAudit(row, at));
  const planned = audits.filter(({ state }) => state === 'planned').reverse();
  return [...planned, ...audits.filter(({ state }) => state !== 'planned')];
}

/** One of them. @throws DomainError `not_found` */
export async function auditByNumber(_scope: Scope, number: number, at: Date): Promise<AuditRow> {
  const row = await unsafeDb().complianceAudit.findFirst({ where: { number, createdAt: { lte: at } }, include });
  if (!row) throw new DomainError('not_found');
  return toAudit(row, at);
}

/** How a kind of audit stands against its cadence. Days are `YYYY-MM-DD`. */
export type CadenceRow = {
  readonly kind: AuditKind;
  readonly months: number;
  readonly state: CadenceState;
  readonly lastHeldOn: string | null;
  readonly dueOn: string | null;
};

/** For programme safeguard H2: each kind with its last audit that was held by a moment, and when the next is due. */
export async function cadencesAt(at: Date): Promise<readonly CadenceRow[]> {
  const held = await unsafeDb().complianceAudit.groupBy({
    by: ['kind'],
    where: { state: 'held', heldOn: { lte: at } },
    _max: { heldOn: true },
  });
  return AUDIT_KINDS.map((kind) => {
    const last = held.find((one) => one.kind === kind)?._max.heldOn ?? null;
    const lastHeldOn = last && isoDay(last);
    return { kind, months: CADENCE_MONTHS[kind], lastHeldOn, ...cadence(kind, lastHeldOn, isoDay(at)) };
  });
}

/** For H2 too: findings of audits that were open at a moment, and those of them past their day. */
export async function openFindingsAt(at: Date): Promise<{ readonly open: number; readonly overdue: number }> {
  const open = { createdAt: { lte: at }, OR: [{ endedAt: null }, { endedAt: { gt: at } }] };
  const [all, overdue] = await Promise.all([
    unsafeDb().auditFinding.count({ where: open }),
    unsafeDb().auditFinding.count({ where: { ...open, dueOn: { lt: new Date(isoDay(at)) } } }),
  ]);
  return { open: all, overdue };
}
