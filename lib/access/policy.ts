import type { Ctx, Grants, PersonActor, Role } from '@/lib/core/context';
import { DomainError } from '@/lib/core/errors';

/**
 * R: wherever the person's grants reach. O: own team or product only (a grant "everywhere" does not count).
 * J: only by elevation, for the time and place that somebody else gave. Absent: no.
 */
type Reach = 'R' | 'O' | 'J';
type Holder = Role | 'RiskApprover' | 'token';
type Rule = Readonly<Partial<Record<Holder, Reach>>> & { readonly stepUp?: true };

/** Who may do what (docs/decisions: the policy table). The server decides by it, the interface reads it. */
export const POLICY = {
  'posture:read': { Analyst: 'R', Responder: 'R', Auditor: 'R', Engineer: 'O', Admin: 'R', RiskApprover: 'O' },
  'trend:read': { Analyst: 'R', Responder: 'R', Auditor: 'R', Engineer: 'O', Admin: 'R', RiskApprover: 'O' },
  'finding:read': {
    Analyst: 'R',
    Responder: 'R',
    Auditor: 'R',
    Engineer: 'O',
    Admin: 'R',
    RiskApprover: 'O',
    token: 'O',
  },
  'finding:triage': { Analyst: 'R', Responder: 'R', Engineer: 'O' },
  'finding:mark-false-positive': { Analyst: 'R', Responder: 'R' },
  'finding:ingest': { Engineer: 'O', token: 'O' },
  'import:read': { Analyst: 'R', Responder: 'R', Auditor: 'R', Engineer: 'O', Admin: 'R', token: 'O' },
  'event:ingest': { token: 'O' },
  'event:read': { Analyst: 'R', Responder: 'R', Auditor: 'R', Engineer: 'O', Admin: 'R' },
  'event-sender:write': { Analyst: 'R', Responder: 'R', Engineer: 'O', Admin: 'R' },
  'alert:read': { Analyst: 'R', Responder: 'R', Auditor: 'R', Engineer: 'O', Admin: 'R' },
  'alert:triage': { Analyst: 'R', Responder: 'R', Engineer: 'O' },
  'alert:suppress': { Analyst: 'R', Responder: 'R' },
  'asset:write': { Admin: 'R' },
  'asset-list:read': {
    Analyst: 'R',
    Responder: 'R',
    Auditor: 'R',
    Engineer: 'O',
    Admin: 'R',
    RiskApprover: 'O',
    token: 'O',
  },
  'asset-list:write': { Analyst: 'R', Responder: 'R', Admin: 'R', token: 'O' },
  'tls:read': { Analyst: 'R', Responder: 'R', Auditor: 'R', Engineer: 'O', Admin: 'R', RiskApprover: 'O' },
  'tls:write': { Analyst: 'R', Responder: 'R', Engineer: 'O', Admin: 'R' },
  'tls:scan': { Analyst: 'R', Responder: 'R', Engineer: 'O', Admin: 'R' },
  'tls-trust:write': { Admin: 'R', stepUp: true },
  'backup:read': { Analyst: 'R', Responder: 'R', Auditor: 'R', Engineer: 'O', Admin: 'R', RiskApprover: 'O' },
  'backup:write': { Responder: 'R', Engineer: 'O', Admin: 'R' },
  'backup:ingest': { Engineer: 'O', Admin: 'R', token: 'O' },
  'restore-test:write': { Responder: 'R', Engineer: 'O', Admin: 'R', token: 'O' },
  'gate:read': { Analyst: 'R', Responder: 'R', Auditor: 'R', Engineer: 'O', Admin: 'R', token: 'O' },
  'gate-policy:write': { Engineer: 'J', Admin: 'R', stepUp: true },
  'incident:read': { Analyst: 'R', Responder: 'R', Auditor: 'R', Engineer: 'O', Admin: 'R' },
  'incident:write': { Analyst: 'R', Responder: 'R', Engineer: 'O' },
  'oncall:read': { Analyst: 'R', Responder: 'R', Auditor: 'R', Engineer: 'R', Admin: 'R' },
  'oncall:write': { Responder: 'R', Admin: 'R' },
  'escalation:read': { Responder: 'R', Auditor: 'R', Admin: 'R' },
  'escalation:write': { Admin: 'R', stepUp: true },
  'incident-rule:write': { Responder: 'R', Admin: 'R' },
  'incident:close': { Analyst: 'R', Responder: 'R' },
  'incident:close-p1': { Analyst: 'J', Responder: 'R', stepUp: true },
  'duty:decide': { Responder: 'R', Admin: 'R' },
  'incident-policy:write': { Admin: 'R', stepUp: true },
  'workload:isolate': { Analyst: 'J', Responder: 'R', Engineer: 'J', stepUp: true },
  'workload:release': { Responder: 'R', Engineer: 'J', stepUp: true },
  'risk:request': { Analyst: 'R', Responder: 'R', Engineer: 'O' },
  'risk:approve': { RiskApprover: 'O', stepUp: true },
  'risk:revoke': { Analyst: 'R', Responder: 'R', RiskApprover: 'O', stepUp: true },
  'evidence:read': { Analyst: 'R', Responder: 'R', Auditor: 'R', Engineer: 'O', Admin: 'R', RiskApprover: 'O' },
  'evidence:export': { Analyst: 'J', Responder: 'R', Auditor: 'R', stepUp: true },
  'compliance:read': { Analyst: 'R', Responder: 'R', Auditor: 'R', Engineer: 'R', Admin: 'R' },
  'compliance:write': { Responder: 'R', Admin: 'R' },
  'audit-programme:write': { Responder: 'R', Admin: 'R' },
  'connector:read': { Auditor: 'R', Engineer: 'O', Admin: 'R' },
  'connector:write': { Engineer: 'J', Admin: 'R', stepUp: true },
  'sla:write': { Engineer: 'J', Admin: 'R', stepUp: true },
  'setting:read': { Auditor: 'R', Admin: 'R' },
  'setting:write': { Admin: 'R', stepUp: true },
  'token:read': { Auditor: 'R', Engineer: 'O', Admin: 'R' },
  'token:create': { Engineer: 'O', Admin: 'R', stepUp: true },
  'token:revoke': { Engineer: 'O', Admin: 'R', stepUp: true },
  'user:read': { Auditor: 'R', Admin: 'R' },
  'role:assign': { Admin: 'R', stepUp: true },
  'elevation:read': { Responder: 'R', Auditor: 'R', Admin: 'R' },
  'elevation:request': { Analyst: 'R', Responder: 'R', Engineer: 'R', Admin: 'R', stepUp: true },
  'elevation:approve': { Responder: 'R', Admin: 'R', stepUp: true },
  'session:end': { Responder: 'R', Admin: 'R' },
  'report:schedule': { Analyst: 'R', Responder: 'R', Engineer: 'O', Admin: 'R' },
  'safeguard:write': { Admin: 'R', stepUp: true },
  'safeguard:attest': { Responder: 'R', Admin: 'R' },
  'safeguard:except': { Analyst: 'R', Responder: 'R', Engineer: 'O', Admin: 'R' },
  'safeguard:approve': { Responder: 'R', Admin: 'R', stepUp: true },
  'audit:read': { Auditor: 'R', Admin: 'R' },
  'audit:verify': { Auditor: 'R', Admin: 'R' },
  'audit:export': { Auditor: 'R', stepUp: true },
} as const satisfies Readonly<Record<string, Rule>>;

export type Permission = keyof typeof POLICY;

declare const proven: unique symbol;

/** The products that a permission reaches. Only `requirePermission` makes one: a read that takes it is authorised. */
export type Scope = { readonly products: 'all' | readonly string[]; readonly [proven]: Permission };

function prove(permission: Permission, products: Scope['products']): Scope {
  return { products } as Scope & { [proven]: typeof permission };
}

function union(a: Scope['products'], b: Scope['products']): Scope['products'] {
  if (a === 'all' || b === 'all') return 'all';
  return [...new Set([...a, ...b])];
}

function reach(how: Reach | undefined, grants: Grants): Scope['products'] {
  if (how === 'R') return grants.everywhere ? 'all' : grants.products;
  return how === 'O' ? grants.products : [];
}

function holds(how: Reach | undefined): boolean {
  return how === 'R' || how === 'O';
}

/** What an elevation reaches of what the person reaches: their own grants stay the limit. */
function within(elevated: Grants, own: Grants): Scope['products'] {
  if (elevated.everywhere) return reach('R', own);
  if (own.everywhere) return elevated.products;
  return elevated.products.filter((id) => own.products.includes(id));
}

function personScope(actor: PersonActor, permission: Permission): Scope['products'] | null {
  const rule: Rule = POLICY[permission];
  const roles = actor.roles.filter((role) => holds(rule[role]));
  const duties = actor.duties.filter(({ duty }) => holds(rule[duty]));
  // The app role stays the ceiling: without a role that may be elevated, an elevation is nothing.
  const elevations = actor.roles.some((role) => rule[role] === 'J')
    ? actor.elevations.filter(({ permissions }) => permissions.includes(permission))
    : [];
  if (roles.length + duties.length + elevations.length === 0) return null;
  const parts = [
    ...roles.map((role) => reach(rule[role], actor.grants)),
    ...duties.map(({ duty, grants }) => reach(rule[duty], grants)),
    ...elevations.map(({ grants }) => within(grants, actor.grants)),
  ];
  return parts.reduce(union, []);
}

/**
 * The products for which `ctx.actor` holds `permission`, or null where it holds it nowhere.
 * Token scopes are permission names; a token reaches its one product.
 */
export function scopeOf(ctx: Pick<Ctx, 'actor'>, permission: Permission): Scope | null {
  const rule: Rule | undefined = POLICY[permission];
  if (!rule) return null;
  const { actor } = ctx;
  if (actor.kind === 'system') return prove(permission, 'all');
  if (actor.kind === 'token') {
    return holds(rule.token) && actor.scopes.includes(permission) ? prove(permission, [actor.productId]) : null;
  }
  const products = personScope(actor, permission);
  return products === null ? null : prove(permission, products);
}

/**
 * Proves that the actor holds `permission`, for `productId` where one is given.
 * @throws DomainError `forbidden` without the permission, `not_found` where the product is outside its reach
 */
export function requirePermission(ctx: Pick<Ctx, 'actor'>, permission: Permission, productId?: string): Scope {
  const scope = scopeOf(ctx, permission);
  if (!scope) throw new DomainError('forbidden', { permission });
  if (productId !== undefined && !inScope(scope, productId)) throw new DomainError('not_found');
  return scope;
}

export function inScope(scope: Scope, productId: string): boolean {
  return scope.products === 'all' || scope.products.includes(productId);
}

/** For `where: { productId: … }` of Prisma; `undefined` means every product. */
export function productFilter(scope: Scope): { in: string[] } | undefined {
  return scope.products === 'all' ? undefined : { in: [...scope.products] };
}

export function needsStepUp(permission: Permission): boolean {
  const rule: Rule = POLICY[permission];
  return rule.stepUp === true;
}
