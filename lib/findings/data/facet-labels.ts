import type { Scope } from '@/lib/access/policy';
import { productFilter } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import type { ListedProduct } from '@/lib/findings/data/products';
import { AGE_NAMES, ANSWERS, type FindingFilter, SLA_STATES } from '@/lib/findings/search-params';
import { SEVERITIES } from '@/lib/findings/severity';
import { SSVC_DECISIONS } from '@/lib/findings/ssvc-decisions';
import {
  type Count,
  type FacetName,
  type Facets,
  type FacetValue,
  FINDING_KINDS,
  FINDING_STATUSES,
} from '@/lib/findings/types';
import { SOURCE_NAME, sourceLabel } from '@/lib/imports/source-name';

/** Longer lists of values show their most frequent ones; the rest is reached by typing. */
const VALUES_MAX = 200;

/** How often each value occurs; `exact: false` makes every figure, nought too, a lower bound. */
export type FacetCounts = { readonly exact: boolean; readonly n: ReadonlyMap<string, number> };
type Named = { readonly value: string; readonly id: string; readonly label: string };

const NONE: FacetCounts = { exact: true, n: new Map() };

function countOf({ exact, n }: FacetCounts, value: string): Count {
  return { n: n.get(value) ?? 0, exact };
}

/** Values of a closed set, in its order, the empty ones too. */
function closed(values: readonly string[], counts: FacetCounts): FacetValue[] {
  return values.map((value) => ({ value, label: null, count: countOf(counts, value) }));
}

/** Values as they occur, most frequent first; chosen ones stay in sight when they count nothing. */
function occurring(counts: FacetCounts, chosen: readonly string[]): FacetValue[] {
  return [...new Set([...counts.n.keys(), ...chosen])]
    .map((value) => ({ value, label: value, count: countOf(counts, value) }))
    .sort((a, b) => b.count.n - a.count.n || (a.value < b.value ? -1 : 1))
    .slice(0, VALUES_MAX);
}

function labelled(counts: FacetCounts, names: readonly Named[], chosen: readonly string[]): FacetValue[] {
  return names.flatMap(({ id, value, label }) => {
    if (counts.exact && !counts.n.has(id) && !chosen.includes(value) && !chosen.includes(id)) return [];
    return [{ value: chosen.includes(id) ? id : value, label, count: countOf(counts, id) }];
  });
}

async function sourceNames(scope: Scope, counts: FacetCounts, chosen: readonly string[]): Promise<Named[]> {
  const sources = await unsafeDb().source.findMany({
    where: { id: { in: [...counts.n.keys(), ...chosen] }, productId: productFilter(scope) },
    select: { id: true, ...SOURCE_NAME },
    orderBy: [{ scanner: 'asc' }, { target: 'asc' }, { branch: 'asc' }],
  });
  return sources.map(({ id, ...source }) => ({ id, value: id, label: sourceLabel(source) }));
}

async function personNames(counts: FacetCounts, chosen: readonly string[]): Promise<Named[]> {
  const ids = [...counts.n.keys(), ...chosen].filter((id) => id !== 'none' && id !== 'me');
  const people = await unsafeDb().person.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
  return people.map(({ id, name }) => ({ id, value: id, label: name }));
}

function teamNames(products: readonly ListedProduct[]): Named[] {
  const teams = new Map(products.map(({ team }) => [team.id, { id: team.id, value: team.slug, label: team.name }]));
  return [...teams.values()].sort((a, b) => a.label.localeCompare(b.label));
}

/** Puts names to the counted values, within the scope: a value that the reader may not know never has a count here. */
export async function facetLabels(
  scope: Scope,
  products: readonly ListedProduct[],
  filter: FindingFilter,
  total: Count,
  counted: ReadonlyMap<FacetName, FacetCounts | undefined>,
): Promise<Facets> {
  const of = (facet: FacetName) => counted.get(facet) ?? NONE;
  const [sources, people] = await Promise.all([
    sourceNames(scope, of('source'), filter.source),
    personNames(of('assignee'), filter.assignee),
  ]);
  return {
    total,
    status: closed(FINDING_STATUSES, of('status')),
    severity: closed([...SEVERITIES].reverse(), of('severity')),
    product: labelled(
      of('product'),
      products.map(({ id, slug, name }) => ({ id, value: slug, label: name })),
      filter.product,
    ),
    team: labelled(of('team'), teamNames(products), filter.team),
    kind: closed(FINDING_KINDS, of('kind')).filter(
      ({ value, count }) => count.n > 0 || !count.exact || filter.kind.some((one) => one === value),
    ),
    scanner: occurring(of('scanner'), filter.scanner),
    assignee: [...closed(['none'], of('assignee')), ...labelled(of('assignee'), people, filter.assignee)],
    kev: closed(ANSWERS, of('kev')),
    fix: closed(ANSWERS, of('fix')),
    ssvc: closed([...SSVC_DECISIONS].reverse(), of('ssvc')),
    age: closed(AGE_NAMES, of('age')),
    sla: closed(SLA_STATES, of('sla')),
    source: labelled(of('source'), sources, filter.source),
    branch: occurring(of('branch'), filter.branch),
    environment: occurring(of('environment'), filter.environment),
    tag: occurring(of('tag'), filter.tag),
  };
}
