import { randomUUID } from 'node:crypto';
import type { Actor, Ctx, Grants, PersonActor, Role, SystemActor, TokenActor } from '@/lib/core/context';

const NOWHERE: Grants = { everywhere: false, teams: [], products: [] };

/** Grants for a whole organisation, or for the products named. */
export function grants(where: 'everywhere' | readonly string[]): Grants {
  return where === 'everywhere' ? { ...NOWHERE, everywhere: true } : { ...NOWHERE, products: where };
}

/** A person with one role. Engineers need products: their role never reaches everywhere. */
export function person(
  role: Role,
  where: 'everywhere' | readonly string[],
  more: Partial<PersonActor> = {},
): PersonActor {
  return {
    kind: 'person',
    id: randomUUID(),
    name: `${role} in a test`,
    sessionId: randomUUID(),
    roles: [role],
    grants: grants(where),
    duties: [],
    elevations: [],
    ...more,
  };
}

/** The person who may read everything and change nothing. */
export function readOnly(): PersonActor {
  return person('Auditor', 'everywhere');
}

/** A person with a role that would do, of a team that has nothing to do with the products under test. */
export function stranger(role: Role = 'Engineer'): PersonActor {
  return person(role, [randomUUID()]);
}

/** Someone with no role at all: signed in, then taken off every group. */
export function roleless(): PersonActor {
  return person('Engineer', [], { roles: [] });
}

export function token(productId: string, scopes: readonly string[]): TokenActor {
  return { kind: 'token', id: 'testtest', name: 'token in a test', productId, scopes };
}

export const system: SystemActor = { kind: 'system', id: null, name: 'worker' };

/** What every verb takes. `now` is fixed unless a test says otherwise. */
export function ctx(actor: Actor, now: Date = new Date('2026-11-22T12:00:00Z')): Ctx {
  return { actor, now, requestId: 'test' };
}
