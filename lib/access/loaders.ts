import 'server-only';
import { listPeople, listPlaces } from '@/lib/access/data/people';
import { listOwnSessions } from '@/lib/access/data/sessions';
import { listSignedIn } from '@/lib/access/data/signed-in';
import { listTokens } from '@/lib/access/data/tokens-list';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { sessionSettings } from '@/lib/access/settings';
import type { SessionSettings } from '@/lib/access/settings-schema';
import { givableScopes, type TokenScope } from '@/lib/access/token-scopes';
import type { PersonDto, PlaceDto, SessionDto, SignedInDto, TokenDto } from '@/lib/access/types';

type SettingsPage =
  | 'profile'
  | 'sessions'
  | 'tokens'
  | 'people'
  | 'signed-in'
  | 'elevations'
  | 'organisation'
  | 'sla'
  | 'on-call'
  | 'escalation'
  | 'incidents'
  | 'intel'
  | 'tls';

/** The settings pages that the person who asks may open. */
export async function loadSettingsPages(): Promise<readonly SettingsPage[]> {
  const ctx = await pageCtx();
  return [
    'profile',
    'sessions',
    ...(scopeOf(ctx, 'token:read') ? ['tokens' as const] : []),
    ...(scopeOf(ctx, 'user:read') ? ['people' as const] : []),
    ...(scopeOf(ctx, 'session:end') ? ['signed-in' as const] : []),
    ...(scopeOf(ctx, 'elevation:request') || scopeOf(ctx, 'elevation:read') ? ['elevations' as const] : []),
    ...(scopeOf(ctx, 'oncall:read') ? ['on-call' as const] : []),
    ...(scopeOf(ctx, 'escalation:read') ? ['escalation' as const] : []),
    ...(scopeOf(ctx, 'setting:read') ? ['organisation' as const, 'sla' as const] : []),
    ...(scopeOf(ctx, 'setting:read') || scopeOf(ctx, 'incident-rule:write') ? ['incidents' as const] : []),
    ...(scopeOf(ctx, 'setting:read') ? ['intel' as const, 'tls' as const] : []),
  ];
}

type People = {
  readonly people: readonly PersonDto[];
  /** What can be granted; nothing for who may not grant. */
  readonly places: readonly PlaceDto[];
  /** The person who asks. */
  readonly self: string;
  /** False where only a part of the organisation is shown. */
  readonly everybody: boolean;
  readonly mayAssign: boolean;
  readonly mayEndSessions: boolean;
};

/** People in reach whose name or address contains `search`; null for who may not read that. */
export async function loadPeople(search: string): Promise<People | null> {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'user:read');
  if (!scope) return null;
  const assignable = scopeOf(ctx, 'role:assign');
  const [people, places] = await Promise.all([
    listPeople(scope, ctx.actor.grants, search, ctx.now),
    assignable ? listPlaces(assignable) : [],
  ]);
  const mayEndSessions = scopeOf(ctx, 'session:end') !== null;
  const everybody = scope.products === 'all';
  return { people, places, everybody, self: ctx.actor.id, mayAssign: assignable !== null, mayEndSessions };
}

/** Sessions of others that the person may end; null for who may end none. */
export async function loadSignedIn(search: string): Promise<readonly SignedInDto[] | null> {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'session:end');
  return scope && listSignedIn(scope, ctx.actor, search, ctx.now);
}

type Tokens = {
  readonly tokens: readonly TokenDto[];
  /** What a token can be made for; null for who may not make one. */
  readonly places: readonly PlaceDto[] | null;
  /** What the reader may give one. */
  readonly scopes: readonly TokenScope[];
  readonly mayRevoke: boolean;
};

/** The tokens in reach; null for who may not read them. */
export async function loadTokens(): Promise<Tokens | null> {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'token:read');
  if (!scope) return null;
  const creatable = scopeOf(ctx, 'token:create');
  const [tokens, places] = await Promise.all([listTokens(scope, ctx.now), creatable && listPlaces(creatable)]);
  return { tokens, places, scopes: givableScopes(ctx), mayRevoke: scopeOf(ctx, 'token:revoke') !== null };
}

/** The person's own sessions, and how long one lives. */
export async function loadOwnSessions(): Promise<{ sessions: readonly SessionDto[]; settings: SessionSettings }> {
  const ctx = await pageCtx();
  const [sessions, settings] = await Promise.all([listOwnSessions(ctx.actor, ctx.now), sessionSettings()]);
  return { sessions, settings };
}
