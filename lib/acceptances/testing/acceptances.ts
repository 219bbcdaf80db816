import { randomUUID } from 'node:crypto';
import { decide } from '@/lib/acceptances/mutations/decide';
import { requestAcceptance } from '@/lib/acceptances/mutations/request';
import type { RequestAcceptance, RequestScope } from '@/lib/acceptances/schema';
import type { Permission } from '@/lib/access/policy';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import type { PersonActor } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, grants, person } from '@/lib/core/testing/actors';
import { NOW } from '@/lib/findings/testing/findings';

/** The actor as a person of the database. */
export async function known(actor: PersonActor): Promise<PersonActor> {
  await unsafeDb().person.create({
    data: {
      id: actor.id,
      tenantId: randomUUID(),
      objectId: randomUUID(),
      name: actor.name,
      lastRoles: [...actor.roles],
    },
  });
  return actor;
}

/** Somebody who may ask for the product. */
export function aRequester(productId: string): Promise<PersonActor> {
  return known(person('Engineer', [productId], { name: 'Emil' }));
}

/** Somebody with the duty for the product, in the database too. */
export async function anApprover(productId: string, name = 'Rafael'): Promise<PersonActor> {
  const duties = [{ duty: 'RiskApprover' as const, grants: grants([productId]) }];
  const actor = await known(person('Responder', [productId], { name, duties }));
  await unsafeDb().scopeGrant.create({ data: { personId: actor.id, duty: 'RiskApprover', productId } });
  return actor;
}

export function proven(actor: PersonActor, purpose: Permission, target: string): Promise<PersonActor> {
  return satisfiedFor(actor, purpose, target);
}

export function naming(...findings: readonly { id: number; version: number }[]): RequestScope {
  const named = findings.map(({ id, version }) => ({ id, version }));
  return { kind: 'findings', selection: { kind: 'some', findings: named } };
}

/** A request that is fine unless it says otherwise: ten days, no fix. */
export function wanting(scope: RequestScope, more: Partial<RequestAcceptance> = {}): RequestAcceptance {
  return {
    scope,
    reason: 'no_fix',
    justification: 'The vendor has no fix yet',
    measures: '',
    expiresAt: addDays(NOW, 10),
    ...more,
  };
}

/** The only request that came of it. */
export async function requested(by: PersonActor, scope: RequestScope, more: Partial<RequestAcceptance> = {}) {
  const [id, ...others] = await requestAcceptance(ctx(by), wanting(scope, more));
  if (!id || others.length > 0) throw new Error('one request');
  return id;
}

/** Approves as it is now; returns how many findings it covered. */
export async function approve(by: PersonActor, id: string, now = NOW): Promise<number> {
  const { version } = await unsafeDb().acceptance.findUniqueOrThrow({ where: { id }, select: { version: true } });
  await proven(by, 'risk:approve', `approve:${id}`);
  return decide(ctx(by, now), { id, version, decision: 'approve', note: '' });
}

export function findingState(id: number) {
  return unsafeDb().finding.findUniqueOrThrow({
    where: { id },
    select: { status: true, acceptanceId: true, version: true, regressed: true },
  });
}

export function acceptanceState(id: string) {
  return unsafeDb().acceptance.findUniqueOrThrow({
    where: { id },
    select: {
      state: true,
      deciderId: true,
      decidedAt: true,
      endedAt: true,
      enderId: true,
      version: true,
      warnAt: true,
    },
  });
}

/** Kinds of the finding's history, oldest first. */
export async function historyKinds(findingId: number): Promise<string[]> {
  const events = await unsafeDb().findingEvent.findMany({ where: { findingId }, orderBy: { id: 'asc' } });
  return events.map(({ kind }) => kind);
}

export async function noticesOf(personId: string): Promise<string[]> {
  const notices = await unsafeDb().notice.findMany({ where: { personId }, orderBy: { id: 'asc' } });
  return notices.map(({ kind }) => kind);
}

export async function audited(id: string): Promise<string[]> {
  const rows = await unsafeDb().auditEntry.findMany({ where: { targetId: id }, orderBy: { id: 'asc' } });
  return rows.map(({ action }) => action);
}
