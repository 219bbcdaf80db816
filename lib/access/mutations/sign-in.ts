import type { Identity } from '@/lib/access/claims';
import { endedBy, startsEverywhere } from '@/lib/access/rules';
import { sessionSettings } from '@/lib/access/settings';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx, PersonActor } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { seal } from '@/lib/core/secrets';

export type SignIn = {
  readonly identity: Identity;
  /** The session that the browser came with, whatever its state. */
  readonly replaces: string | null;
  /** The step-up that this sign-in proves. */
  readonly stepUp: { readonly id: string; readonly purpose: string; readonly target: string } | null;
  readonly refreshToken: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly now: Date;
  readonly requestId: string;
};

/**
 * One transaction: the person as the token names them, a new session, the old one revoked (so that a session id never
 * survives a change of proof), the step-up satisfied and moved to the new session, the audit row.
 * @throws DomainError `conflict` when the step-up was proven or ran out in between
 */
export function openSession(signIn: SignIn): Promise<{ sid: string }> {
  return inTransaction({}, async (tx) => {
    const person = await savePerson(tx, signIn.identity, signIn.now);
    if (person.disabledAt) throw new DomainError('forbidden');
    const sid = await insertSession(tx, person.id, signIn);
    if (signIn.stepUp) await satisfy(tx, signIn.stepUp.id, sid, signIn.now);
    if (signIn.replaces) await revokeReplaced(tx, signIn.replaces, signIn);
    await appendAudit(tx, contextOf(person, sid, signIn), {
      action: signIn.stepUp ? 'session.stepped-up' : 'session.started',
      target: { kind: 'session', id: sid },
      data: {
        roles: signIn.identity.roles,
        ...(signIn.stepUp ? { purpose: signIn.stepUp.purpose, target: signIn.stepUp.target } : {}),
      },
    });
    return { sid };
  });
}

async function savePerson(tx: Tx, identity: Identity, now: Date) {
  const { tenantId, objectId, name, email, roles } = identity;
  const seen = { name, email, lastRoles: [...roles], lastSignInAt: now };
  const person = await tx.person.upsert({
    where: { tenantId_objectId: { tenantId, objectId } },
    create: { tenantId, objectId, ...seen, createdAt: now },
    update: seen,
    select: { id: true, name: true, disabledAt: true, roleGrantsSetAt: true },
  });
  if (!person.roleGrantsSetAt) await firstGrants(tx, person.id, identity, now);
  return person;
}

/** Once a person: later sign-ins leave alone what an administrator set. */
async function firstGrants(tx: Tx, personId: string, identity: Identity, now: Date): Promise<void> {
  const first = await tx.person.updateMany({
    where: { id: personId, roleGrantsSetAt: null },
    data: { roleGrantsSetAt: now },
  });
  if (first.count === 1 && startsEverywhere(identity.roles)) {
    await tx.scopeGrant.create({ data: { personId, createdAt: now } });
  }
}

async function insertSession(tx: Tx, personId: string, signIn: SignIn): Promise<string> {
  const { identity, now } = signIn;
  const { absoluteHours } = await sessionSettings();
  const id = crypto.randomUUID();
  await tx.userSession.create({
    data: {
      id,
      personId,
      roles: [...identity.roles],
      acrs: [...identity.acrs],
      authTime: identity.authTime ?? identity.issuedAt,
      idpSid: identity.idpSid,
      loginHint: identity.loginHint,
      address: signIn.address,
      userAgent: signIn.userAgent,
      createdAt: now,
      lastSeenAt: now,
      checkedAt: now,
      refreshToken: signIn.refreshToken ? seal('refresh-token', signIn.refreshToken, id) : null,
      expiresAt: new Date(now.getTime() + absoluteHours * 3_600_000),
    },
    select: { id: true },
  });
  return id;
}

async function satisfy(tx: Tx, stepUpId: string, sessionId: string, now: Date): Promise<void> {
  const proven = await tx.stepUp.updateMany({
    where: { id: stepUpId, satisfiedAt: null, consumedAt: null, expiresAt: { gt: now } },
    data: { satisfiedAt: now, sessionId },
  });
  if (proven.count !== 1) throw new DomainError('conflict');
}

async function revokeReplaced(tx: Tx, sessionId: string, { stepUp, now }: SignIn): Promise<void> {
  const ended = await tx.userSession.updateMany({
    where: { id: sessionId, revokedAt: null },
    data: endedBy(stepUp ? 'step-up' : 'signed-in-again', now),
  });
  if (stepUp && ended.count !== 1) throw new DomainError('conflict');
}

function contextOf(person: { id: string; name: string }, sessionId: string, signIn: SignIn): Ctx {
  const actor: PersonActor = {
    kind: 'person',
    id: person.id,
    name: person.name,
    sessionId,
    roles: signIn.identity.roles,
    grants: { everywhere: false, teams: [], products: [] },
    duties: [],
    elevations: [],
  };
  return { actor, now: signIn.now, requestId: signIn.requestId };
}
