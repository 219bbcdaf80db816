import { inScope, scopeOf } from '@/lib/access/policy';
import { TOKEN_SCOPES } from '@/lib/access/schema';
import type { Ctx } from '@/lib/core/context';

export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** To report about a product is what its tokens are for; nothing is decided by it. */
const isReporting = (scope: TokenScope) => scope.endsWith(':ingest');

/**
 * What the actor may give a token, of `productId` where one is given: beside reporting only what the actor may do too, so
 * that nobody reaches by a token what the policy withholds from them.
 */
export function givableScopes(ctx: Pick<Ctx, 'actor'>, productId?: string): TokenScope[] {
  return TOKEN_SCOPES.filter((scope) => {
    if (isReporting(scope)) return true;
    const own = scopeOf(ctx, scope);
    return own !== null && (productId === undefined || inScope(own, productId));
  });
}
