import 'server-only';
import { holdersOf } from '@/lib/access/data/holders';
import { pageCtx } from '@/lib/access/guard';
import { type Permission, type Scope, scopeOf } from '@/lib/access/policy';
import { covers } from '@/lib/access/rules';
import type { Ctx } from '@/lib/core/context';
import { isoDay } from '@/lib/core/datetime';
import { listedProducts } from '@/lib/findings/data/products';
import type { OverviewFilter } from '@/lib/overview/types';
import { readDetail } from '@/lib/safeguards/data/detail';
import { readPosture } from '@/lib/safeguards/data/posture';
import { endOf } from '@/lib/safeguards/place';
import type { Posture, SafeguardDetail } from '@/lib/safeguards/view-types';

type Asked = OverviewFilter & { readonly at: string | null };

export type LoadedPosture = {
  readonly posture: Posture;
  /** `YYYY-MM-DD`, UTC; `at` is null for today. */
  readonly today: string;
  readonly at: string | null;
};

/** The posture of what the person who asks may see, at the end of a day that has passed or now; null without the right. */
export async function loadPosture({ team, product, at }: Asked): Promise<LoadedPosture | null> {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'posture:read');
  if (!scope) return null;
  const today = isoDay(ctx.now);
  const past = at !== null && at < today ? at : null;
  const posture = await readPosture(scope, { team, product }, past === null ? ctx.now : endOf(past));
  return { posture, today, at: past };
}

/** The posture now, for a line on the first page; null without the right. */
export async function loadPostureNow(filter: OverviewFilter): Promise<Posture | null> {
  return (await loadPosture({ ...filter, at: null }))?.posture ?? null;
}

export type LoadedSafeguard = {
  readonly detail: SafeguardDetail;
  readonly today: string;
  readonly at: string | null;
  readonly rights: { readonly attest: boolean; readonly except: boolean; readonly terms: boolean };
  /** Where an exception may be asked for: products and teams that the person reaches. */
  readonly places: readonly { readonly key: string; readonly name: string }[];
  readonly owners: readonly { readonly id: string; readonly name: string }[];
};

/** Teams of which the person reaches every product, then the products. */
async function exceptionPlaces(ctx: Ctx, scope: Scope): Promise<LoadedSafeguard['places']> {
  const products = await listedProducts(scope);
  const teams = new Map(products.map(({ team }) => [team.id, team.name]));
  const { actor } = ctx;
  const reaches = (teamId: string) =>
    scope.products === 'all' || (actor.kind === 'person' && covers(actor.grants, { teamId, productId: null }));
  const reached = [...teams].filter(([id]) => reaches(id));
  return [
    ...reached.map(([id, name]) => ({ key: `team:${id}`, name })),
    ...products.map(({ id, name }) => ({ key: `product:${id}`, name })),
  ];
}

/** A promise with all that is known of it; null without the right. @throws DomainError `not_found` */
export async function loadSafeguard(id: string, { team, product, at }: Asked): Promise<LoadedSafeguard | null> {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'posture:read');
  if (!scope) return null;
  const today = isoDay(ctx.now);
  const past = at !== null && at < today ? at : null;
  const asked = { id, filter: { team, product }, at: past === null ? ctx.now : endOf(past) };
  const except = scopeOf(ctx, 'safeguard:except');
  const whole = (right: Permission) => scopeOf(ctx, right)?.products === 'all';
  const rights = { attest: whole('safeguard:attest'), except: except !== null, terms: whole('safeguard:write') };
  const [detail, places, people] = await Promise.all([
    readDetail(ctx, scope, asked),
    except ? exceptionPlaces(ctx, except) : [],
    rights.terms ? holdersOf('posture:read') : [],
  ]);
  const owners = people.map((one) => ({ id: one.id, name: one.name }));
  const everywhere = except?.products === 'all' ? [{ key: 'organisation', name: '' }] : [];
  return { detail, today, at: past, rights, places: [...everywhere, ...places], owners };
}
