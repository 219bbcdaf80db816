import { CATALOGUE } from '@/lib/safeguards/catalogue';
import type { Safeguard } from '@/lib/safeguards/catalogue-schema';
import { CHECKS } from '@/lib/safeguards/checks/registry';
import type { OrganisationFacts, ProductFacts } from '@/lib/safeguards/facts';
import { combine } from '@/lib/safeguards/rules';
import { covers, type Exception, judgeStatement, type Statement } from '@/lib/safeguards/terms';
import type { Terms, Verdict } from '@/lib/safeguards/types';

/** A product as exceptions see it. */
export type Place = { readonly id: string; readonly teamId: string };

export type Known = {
  readonly places: readonly Place[];
  readonly products: ReadonlyMap<string, ProductFacts>;
  readonly organisation: OrganisationFacts;
  readonly terms: ReadonlyMap<string, Terms>;
  readonly statements: ReadonlyMap<string, Statement>;
  readonly exceptions: readonly Exception[];
};

/** The verdict on a promise in a product, or (`productId` null) on the whole. */
export type Judged = {
  readonly safeguard: string;
  readonly productId: string | null;
  readonly terms: Terms;
  readonly verdict: Verdict;
};

function byProduct(
  { id }: Safeguard,
  judge: (facts: ProductFacts) => Verdict,
  terms: Terms,
  { places, products, exceptions }: Known,
): readonly Judged[] {
  const own = exceptions.filter(({ safeguard }) => safeguard === id);
  const each = places.flatMap((place) => {
    const facts = products.get(place.id);
    return facts ? [{ place, verdict: judge(facts) }] : [];
  });
  const counted = each.filter(({ place }) => !own.some((one) => covers(one, place)));
  const whole = combine(
    counted.map(({ verdict }) => verdict),
    each.length - counted.length,
  );
  return [
    { safeguard: id, productId: null, terms, verdict: whole },
    ...each.map(({ place, verdict }) => ({ safeguard: id, productId: place.id, terms, verdict })),
  ];
}

function judgeOne(safeguard: Safeguard, known: Known, now: Date): readonly Judged[] {
  const terms = known.terms.get(safeguard.id);
  if (!terms) return [];
  const whole = (verdict: Verdict): readonly Judged[] => [{ safeguard: safeguard.id, productId: null, terms, verdict }];
  if (safeguard.proof.kind === 'attestation') return whole(judgeStatement(known.statements.get(safeguard.id), now));
  const check = CHECKS[safeguard.proof.check];
  if (check.place === 'organisation') return whole(check.judge(known.organisation, terms, now));
  return byProduct(safeguard, (facts) => check.judge(facts, terms, now), terms, known);
}

/** The verdict on every promise, as a whole and in each product. Pure: the same facts give the same verdicts. */
export function judgeAll(known: Known, now: Date): readonly Judged[] {
  return CATALOGUE.flatMap((safeguard) => judgeOne(safeguard, known, now));
}
