import {
  END_REASONS,
  type EndReason,
  idleSince,
  knownRoles,
  mayApproveRisks,
  sessionState,
  uncheckedSince,
} from '@/lib/access/rules';
import { sessionSettings } from '@/lib/access/settings';
import type { SessionDto } from '@/lib/access/types';
import type { Duty, Grants, PersonActor } from '@/lib/core/context';
import { type Prisma, unsafeDb } from '@/lib/core/db';

const SEEN_EVERY_MS = 60_000;

export const grantSelect = {
  duty: true,
  teamId: true,
  productId: true,
  team: { select: { products: { select: { id: true } } } },
} as const;

const elevationSelect = {
  id: true,
  permissions: true,
  endsAt: true,
  teamId: true,
  productId: true,
  team: { select: { products: { select: { id: true } } } },
} as const;

type GrantRow = {
  duty: string | null;
  teamId: string | null;
  productId: string | null;
  team: { products: { id: string }[] } | null;
};

/** What several grants reach together. */
export function grantsOf(rows: readonly GrantRow[]): Grants {
  const products = rows.flatMap((row) => [
    ...(row.productId ? [row.productId] : []),
    ...(row.team?.products.map(({ id }) => id) ?? []),
  ]);
  return {
    everywhere: rows.some((row) => row.teamId === null && row.productId === null),
    teams: [...new Set(rows.flatMap((row) => row.teamId ?? []))],
    products: [...new Set(products)],
  };
}

type ElevationRow = Omit<GrantRow, 'duty'> & {
  readonly id: string;
  readonly permissions: string[];
  readonly endsAt: Date | null;
};

function elevatedOf({ id, permissions, endsAt, ...place }: ElevationRow): PersonActor['elevations'] {
  return endsAt ? [{ id, permissions, endsAt, grants: grantsOf([{ duty: null, ...place }]) }] : [];
}

/** A duty that was given before the roles changed to some that exclude it rests. */
function dutiesOf(rows: readonly GrantRow[], roles: PersonActor['roles']): PersonActor['duties'] {
  const approver: Duty = 'RiskApprover';
  const own = mayApproveRisks(roles) ? rows.filter((row) => row.duty === approver) : [];
  return own.length === 0 ? [] : [{ duty: approver, grants: grantsOf(own) }];
}

/** The person behind a living session, with what they may reach now; null when it ended, whyever. */
export async function sessionActor(sessionId: string, now: Date): Promise<PersonActor | null> {
  const living = await livingSession(sessionId, now);
  if (living && now.getTime() - living.lastSeenAt.getTime() >= SEEN_EVERY_MS) await markSeen(sessionId, now);
  return living?.actor ?? null;
}

/** As `sessionActor`, for what goes on without the person: it does not count as being there, so an idle session ends. */
export async function stillLiving(sessionId: string, now: Date): Promise<PersonActor | null> {
  return (await livingSession(sessionId, now))?.actor ?? null;
}

async function livingSession(
  sessionId: string,
  now: Date,
): Promise<{ readonly actor: PersonActor; readonly lastSeenAt: Date } | null> {
  const row = await unsafeDb().userSession.findUnique({
    where: { id: sessionId },
    select: {
      id: true,
      roles: true,
      lastSeenAt: true,
      checkedAt: true,
      expiresAt: true,
      revokedAt: true,
      person: {
        select: {
          id: true,
          name: true,
          disabledAt: true,
          grants: { select: grantSelect },
          elevations: {
            where: { startsAt: { lte: now }, endsAt: { gt: now }, endedAt: null },
            select: elevationSelect,
          },
        },
      },
    },
  });
  if (!row || row.person.disabledAt) return null;
  if (sessionState(row, await sessionSettings(), now) !== 'living') return null;
  const { person } = row;
  const roles = knownRoles(row.roles);
  const actor: PersonActor = {
    kind: 'person',
    id: person.id,
    name: person.name,
    sessionId,
    roles,
    grants: grantsOf(person.grants.filter(({ duty }) => duty === null)),
    duties: dutiesOf(person.grants, roles),
    elevations: person.elevations.flatMap(elevatedOf),
  };
  return { actor, lastSeenAt: row.lastSeenAt };
}

/** Leaving ends no work that was asked for; being shut out does. */
const LEFT: readonly (string | null)[] = [null, 'signed-out', 'signed-in-again', 'step-up', 'signed-out-at-provider'];

/**
 * A person for work that goes on without them: the roles of their newest sign-in, the grants that they have now. Null
 * where they are disabled, or where that sign-in or the one that asked for the work was ended by anything but leaving.
 */
export async function absentActor(personId: string, sessionId: string): Promise<PersonActor | null> {
  const [person, asking] = await Promise.all([
    unsafeDb().person.findUnique({
      where: { id: personId, disabledAt: null },
      select: {
        name: true,
        grants: { select: grantSelect },
        sessions: { select: { roles: true, revokedReason: true }, orderBy: { createdAt: 'desc' }, take: 1 },
      },
    }),
    unsafeDb().userSession.findUnique({ where: { id: sessionId }, select: { revokedReason: true } }),
  ]);
  const newest = person?.sessions[0];
  if (!person || !newest || !LEFT.includes(newest.revokedReason)) return null;
  if (asking && !LEFT.includes(asking.revokedReason)) return null;
  const roles = knownRoles(newest.roles);
  return {
    kind: 'person',
    id: personId,
    name: person.name,
    sessionId,
    roles,
    grants: grantsOf(person.grants.filter(({ duty }) => duty === null)),
    duties: dutiesOf(person.grants, roles),
    // Rights for a while are for what one does oneself.
    elevations: [],
  };
}

/** Conditional, so that ten requests of one page write once. */
async function markSeen(sessionId: string, now: Date): Promise<void> {
  await unsafeDb().userSession.updateMany({
    where: { id: sessionId, revokedAt: null, lastSeenAt: { lte: new Date(now.getTime() - SEEN_EVERY_MS) } },
    data: { lastSeenAt: now },
  });
}

/** `sessionState` as SQL: sessions that are living at `now`. */
export async function livingAt(now: Date): Promise<Prisma.UserSessionWhereInput> {
  return {
    revokedAt: null,
    expiresAt: { gt: now },
    checkedAt: { gt: uncheckedSince(now) },
    lastSeenAt: { gt: idleSince(await sessionSettings(), now) },
  };
}

/** Why the session of a browser is no longer living; null for one that is, and for an unknown one. */
export async function sessionEnd(sessionId: string, now: Date): Promise<EndReason | 'idle' | 'expired' | null> {
  const row = await unsafeDb().userSession.findUnique({
    where: { id: sessionId },
    select: { lastSeenAt: true, checkedAt: true, expiresAt: true, revokedAt: true, revokedReason: true },
  });
  if (!row) return null;
  const state = sessionState(row, await sessionSettings(), now);
  if (state === 'revoked') return END_REASONS.find((reason) => reason === row.revokedReason) ?? null;
  if (state === 'unchecked') return 'provider-unreachable';
  return state === 'living' ? null : state;
}

/** A person's own living sessions, the newest first. */
export async function listOwnSessions(actor: PersonActor, now: Date): Promise<SessionDto[]> {
  const rows = await unsafeDb().userSession.findMany({
    where: { personId: actor.id, ...(await livingAt(now)) },
    orderBy: { lastSeenAt: 'desc' },
    select: { id: true, createdAt: true, lastSeenAt: true, expiresAt: true, address: true, userAgent: true },
  });
  return rows.map((row) => ({
    ...row,
    current: row.id === actor.sessionId,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}
