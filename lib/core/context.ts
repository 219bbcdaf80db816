import type { Tx } from '@/lib/core/db';

export type Role = 'Analyst' | 'Responder' | 'Auditor' | 'Engineer' | 'Admin';
export type Duty = 'RiskApprover';

/** Where roles or a duty count. `products` has the products of the granted teams too. */
export type Grants = {
  readonly everywhere: boolean;
  readonly teams: readonly string[];
  readonly products: readonly string[];
};

/** Rights for a while, on top of the roles' (just-in-time elevation): those that count when the actor was read. */
export type Elevated = {
  readonly id: string;
  /** Names of the policy table. */
  readonly permissions: readonly string[];
  readonly grants: Grants;
  readonly endsAt: Date;
};

export type PersonActor = {
  readonly kind: 'person';
  readonly id: string;
  readonly name: string;
  readonly sessionId: string;
  readonly roles: readonly Role[];
  readonly grants: Grants;
  readonly duties: readonly { readonly duty: Duty; readonly grants: Grants }[];
  readonly elevations: readonly Elevated[];
};

export type TokenActor = {
  readonly kind: 'token';
  readonly id: string;
  readonly name: string;
  readonly productId: string;
  readonly scopes: readonly string[];
};

/** The worker, the start script's sample import: named in the audit trail, may do what it is written to do. */
export type SystemActor = { readonly kind: 'system'; readonly id: null; readonly name: string };

export type Actor = PersonActor | TokenActor | SystemActor;

/** What every verb takes. `db` is set when the verb runs inside a transaction of its caller. */
export type Ctx = {
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
  readonly db?: Tx;
};
