import { z } from 'zod';
import { inScope, productFilter, type Scope } from '@/lib/access/policy';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import type { IncidentViewer } from '@/lib/incidents/data/list';
import { iso, LINE, oneOf, ROW, toClock, toLine, toRow } from '@/lib/incidents/data/rows';
import { policyOf } from '@/lib/incidents/policy-row';
import { LEVELS, PHASES, ROLES, TIMES } from '@/lib/incidents/types';
import type { IncidentDetail, IncidentRights, PhaseStep, RoleView, TimeChange } from '@/lib/incidents/view-types';

/** Changes of phases and of times that a page shows. */
const HISTORY = 200;

const DETAIL = {
  ...ROW,
  clocks: { orderBy: [{ dueAt: 'asc' }, { kind: 'asc' }] },
  roles: { orderBy: [{ since: 'asc' }, { id: 'asc' }], include: { person: { select: { name: true } } } },
  entries: { where: { kind: { in: ['phase', 'time'] } }, orderBy: { seq: 'desc' }, take: HISTORY },
  policy: true,
  mergedInto: { select: LINE },
  merged: { select: LINE, orderBy: { number: 'asc' } },
  byRule: { select: { version: true, rule: { select: { name: true } } } },
  summary: true,
  impact: true,
  urgency: true,
  severity: true,
  techniques: true,
  lastSeq: true,
  occurredAt: true,
  detectedAt: true,
  receivedAt: true,
  containedAt: true,
  eradicatedAt: true,
  recoveredAt: true,
  awareAt: true,
} as const satisfies Prisma.IncidentSelect;

type Stored = Prisma.IncidentGetPayload<{ select: typeof DETAIL }>;

/** Who looks, and where they may end incidents, those of the highest priority too; null: nowhere. */
export type DetailViewer = IncidentViewer & { readonly close: Scope | null; readonly closeP1: Scope | null };

function timesOf(row: Stored): IncidentDetail['times'] {
  return {
    occurred: iso(row.occurredAt),
    detected: iso(row.detectedAt),
    received: iso(row.receivedAt),
    declared: iso(row.declaredAt),
    acknowledged: iso(row.acknowledgedAt),
    contained: iso(row.containedAt),
    eradicated: iso(row.eradicatedAt),
    recovered: iso(row.recoveredAt),
    closed: iso(row.closedAt),
    aware: iso(row.awareAt),
  };
}

function rolesOf(rows: Stored['roles']): RoleView[] {
  return rows.flatMap(({ id, role, personId, person, subject, since, until }) => {
    const known = oneOf(ROLES, role);
    if (!known) return [];
    return [{ id, role: known, personId, person: person.name, subject, since: since.toISOString(), until: iso(until) }];
  });
}

const phaseSchema = z.object({ from: z.enum(PHASES), to: z.enum(PHASES) });
const timeSchema = z.object({ time: z.enum(TIMES), value: z.string().nullable(), previous: z.string().nullable() });

/** Newest first. Moments that a phase set and nobody corrected are no corrections. */
function changesOf(entries: Stored['entries']): { readonly phases: PhaseStep[]; readonly corrections: TimeChange[] } {
  const phases: PhaseStep[] = [];
  const corrections: TimeChange[] = [];
  for (const { kind, at, actorName: by, note, data } of entries) {
    const line = { at: at.toISOString(), by, note };
    const phase = kind === 'phase' ? phaseSchema.safeParse(data).data : undefined;
    if (phase) phases.push({ ...phase, ...line });
    const time = kind === 'time' ? timeSchema.safeParse(data).data : undefined;
    if (time) corrections.push({ ...time, ...line });
  }
  return { phases, corrections };
}

function rightsOf(row: Stored, { write, close, closeP1 }: DetailViewer): IncidentRights {
  const reaches = (scope: Scope | null) => scope !== null && inScope(scope, row.product.id);
  const open = row.closedAt === null;
  return {
    acknowledge: open && row.acknowledgedAt === null && reaches(write),
    work: open && reaches(write),
    correct: reaches(write),
    close: open && reaches(close) && (row.priority !== 1 || reaches(closeP1)),
    reopen: !open && row.mergedInto === null && reaches(close),
  };
}

/**
 * Everything about one incident that its frame shows.
 * @throws DomainError `not_found` where it does not exist or lies outside the scope: the two look alike
 */
export async function incidentByNumber(scope: Scope, number: number, viewer: DetailViewer): Promise<IncidentDetail> {
  const row = await unsafeDb().incident.findFirst({
    where: { number, productId: productFilter(scope) },
    select: DETAIL,
  });
  if (!row) throw new DomainError('not_found');
  const roles = rolesOf(row.roles);
  const now = roles.filter(({ until }) => until === null);
  const clocks = row.clocks.map(toClock);
  const running = clocks.filter(({ stoppedAt }) => stoppedAt === null);
  const stopped = clocks.filter(({ stoppedAt }) => stoppedAt !== null);
  return {
    ...toRow({ ...row, roles: [], clocks: [] }, viewer.write),
    commander: now.find(({ role }) => role === 'commander')?.person ?? null,
    clock: running[0] ?? null,
    clocks: [...running, ...stopped],
    summary: row.summary,
    impact: oneOf(LEVELS, row.impact) ?? 'medium',
    urgency: oneOf(LEVELS, row.urgency) ?? 'medium',
    severity: row.severity,
    techniques: row.techniques,
    times: timesOf(row),
    roles: now,
    pastRoles: roles.filter(({ until }) => until !== null),
    ...changesOf(row.entries),
    policy: policyOf(row.policy),
    mergedInto: row.mergedInto && toLine(row.mergedInto),
    merged: row.merged.map(toLine),
    byRule: row.byRule && { name: row.byRule.rule.name, version: row.byRule.version },
    lastSeq: row.lastSeq,
    rights: rightsOf(row, viewer),
    now: viewer.now.toISOString(),
  };
}

/** Where the right is for the incident of a number: its id and product. @throws DomainError `not_found` */
export async function incidentRef(
  scope: Scope,
  number: number,
): Promise<{ readonly id: string; readonly number: number; readonly productId: string }> {
  const row = await unsafeDb().incident.findFirst({
    where: { number, productId: productFilter(scope) },
    select: { id: true, number: true, productId: true },
  });
  if (!row) throw new DomainError('not_found');
  return row;
}
