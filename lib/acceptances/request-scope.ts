import type { Worst } from '@/lib/acceptances/rules';
import type { RequestScope } from '@/lib/acceptances/schema';
import type { AcceptanceScope, RequestPreview } from '@/lib/acceptances/types';
import type { Selection } from '@/lib/findings/schema';

/** What is chosen in the dialog; `ceiling` and `exploited` count for all scopes but the named findings. */
export type Wanted = Worst & { readonly scope: AcceptanceScope };

const NONE = { bySeverity: [], exploited: [] } as const;
const previewOf = ({ scopes }: RequestPreview, scope: AcceptanceScope) =>
  scopes.find((one) => one.scope === scope) ?? NONE;

/** The worst of the named findings; nothing open counts as harmless. */
function worstNamed(preview: RequestPreview): Worst {
  const { bySeverity, exploited } = previewOf(preview, 'findings');
  return {
    ceiling: Math.max(
      bySeverity.findLastIndex((n) => n > 0),
      0,
    ),
    exploited: exploited.some((n) => n > 0),
  };
}

/** Where the dialog begins: with the findings themselves. */
export function wantedOf(preview: RequestPreview): Wanted {
  return { scope: 'findings', ...worstNamed(preview) };
}

/** What the policy is asked about. */
export function worstOf(preview: RequestPreview, { scope, ceiling, exploited }: Wanted): Worst {
  return scope === 'findings' ? worstNamed(preview) : { ceiling, exploited };
}

/** How many open findings the choice would cover now. */
export function coveredBy(preview: RequestPreview, { scope, ceiling, exploited }: Wanted): number {
  const counts = previewOf(preview, scope);
  const all = counts.bySeverity.map((n, severity) => ({ n, exploited: counts.exploited[severity] ?? 0 }));
  const within = scope === 'findings' ? all : all.slice(0, ceiling + 1);
  const spared = scope === 'findings' || exploited;
  return within.reduce((sum, one) => sum + one.n - (spared ? 0 : one.exploited), 0);
}

/** The choice as the request says it; null where the findings do not share it. */
export function requestScope(preview: RequestPreview, wanted: Wanted, selection: Selection): RequestScope | null {
  const { scope, ceiling, exploited } = wanted;
  const { productId, packageName, ruleId } = preview.common;
  if (scope === 'findings') return { kind: 'findings', selection };
  if (productId === null) return null;
  const limits = { productId, ceiling, exploited };
  if (scope === 'package') return packageName === null ? null : { kind: 'package', packageName, ...limits };
  if (scope === 'rule') return ruleId === null ? null : { kind: 'rule', ruleId, ...limits };
  return { kind: 'product', ...limits };
}
