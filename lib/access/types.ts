import type { TokenState } from '@/lib/access/rules';
import type { Duty, Role } from '@/lib/core/context';

/** One of a person's own sessions. Times are ISO 8601. */
export type SessionDto = {
  readonly id: string;
  readonly current: boolean;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly address: string | null;
  readonly userAgent: string | null;
};

/** A living session of somebody else. */
export type SignedInDto = Pick<SessionDto, 'id' | 'createdAt' | 'lastSeenAt' | 'address' | 'userAgent'> & {
  readonly person: { readonly id: string; readonly name: string; readonly email: string | null };
  readonly roles: readonly Role[];
};

export type TokenDto = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly product: string;
  readonly team: string;
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
  readonly lastAddress: string | null;
  readonly state: TokenState;
};

/** `name` is null beyond the reach of who asks. */
type NamedPlace = { readonly id: string; readonly name: string | null };

/** Where roles (duty null) or a duty count: a team, a product, or neither for the whole organisation. */
export type GrantDto = {
  readonly id: string;
  readonly duty: Duty | null;
  readonly team: NamedPlace | null;
  readonly product: NamedPlace | null;
};

export type PersonDto = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
  readonly lastSignInAt: string | null;
  readonly disabledAt: string | null;
  readonly livingSessions: number;
  readonly grants: readonly GrantDto[];
  /** Whether who asks reaches all places where this person works: only then may they be shut out. */
  readonly within: boolean;
};

/** Teams and their products, to choose from. */
export type PlaceDto = {
  readonly id: string;
  readonly name: string;
  readonly products: readonly { readonly id: string; readonly name: string }[];
};

/** A step-up as the browser sees it after coming back. */
export type IntentDto = {
  readonly id: string;
  readonly purpose: string;
  readonly target: string;
  readonly state: 'proven' | 'pending' | 'used' | 'expired';
  readonly returnTo: string | null;
  readonly draft: unknown;
};
