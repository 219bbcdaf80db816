import type { ScanFacts } from '@/lib/tls/facts';
import type { Criteria } from '@/lib/tls/grade/criteria';
import { bestUnder, letterOf, worseOf } from '@/lib/tls/grade/letters';
import { lowScore } from '@/lib/tls/grade/low-score';
import { rules } from '@/lib/tls/grade/rules/registry';
import { scoresOf } from '@/lib/tls/grade/scores';
import type { Effect, Grade, Letter, Reason, Rule, Scores } from '@/lib/tls/grade/types';
import { offeredVersions } from '@/lib/tls/versions';

/** A reason before its weight in the whole is known. */
type Said = Omit<Reason, 'decided' | 'remedied'> & { readonly fix: Rule['fix'] };

/** What the facts amount to, without the grades that remedies would give. */
type Verdict = {
  readonly letter: Letter | null;
  readonly trustIgnored: Letter | null;
  readonly scores: Scores | null;
  readonly said: readonly Said[];
};

/**
 * The grade of a server by a revision of the SSL Server Rating Guide: trust, what fails, scores, caps, warnings, A+. Every
 * reason is kept, also those that did not decide, each with the grade that mending it alone would give. Pure: the same facts
 * and criteria always give the same grade.
 */
export function grade(facts: ScanFacts, criteria: Criteria): Grade {
  const { letter, trustIgnored, scores, said } = judge(facts, criteria);
  const reasons = said.map(({ fix, ...reason }): Reason => {
    const weighs = letter !== null && reason.effect !== 'note';
    const stands = weighs && bestUnder(reason.effect) === letter;
    const remedied = weighs ? judge(fix(facts), criteria).letter : letter;
    return { ...reason, decided: stands, remedied };
  });
  return { letter, trustIgnored, scores, criteria: criteria.id, byGuide: speaksHttp(facts), reasons };
}

function judge(facts: ScanFacts, criteria: Criteria): Verdict {
  const scores = scoresOf(facts, criteria);
  const said = saidOf(facts, criteria);
  const low = lowScore(scores);
  const all = low ? [...said, low] : said;
  const letter = letterBy(facts, scores, all);
  const trusted = all.filter(({ effect }) => effect !== 'T' && effect !== 'M');
  return {
    letter,
    trustIgnored: trusted.length === all.length ? letter : letterBy(facts, scores, trusted),
    scores,
    said: all,
  };
}

/** The guide rates HTTPS; elsewhere its rules about HTTP have nothing to say. */
function speaksHttp(facts: ScanFacts): boolean {
  return facts.target.starttls === null && facts.probes.http?.state !== 'not_applicable';
}

function saidOf(facts: ScanFacts, criteria: Criteria): Said[] {
  if (offeredVersions(facts).length === 0) return [];
  const http = speaksHttp(facts);
  return criteria.rules.flatMap(({ rule: id, effect, sure, limits, http: needsHttp }): Said[] => {
    const rule = rules.get(id);
    const found = rule && (http || !needsHttp) ? rule.finds(facts, limits) : null;
    if (!rule || found === null) return [];
    const known = found !== 'unknown';
    return [
      {
        rule: id,
        effect: known ? effect : unknownEffect(effect),
        params: known ? found : {},
        known,
        sure,
        fix: rule.fix,
      },
    ];
  });
}

/** What could not be checked does not count as good: without it there is no A+, and otherwise only a note. */
function unknownEffect(effect: Effect): Effect {
  return effect === 'no_a_plus' ? 'no_a_plus' : 'note';
}

/** T before M before F before the lowest cap. Null where nothing decides and trust or scores are not known. */
function letterBy(facts: ScanFacts, scores: Scores | null, said: readonly Said[]): Letter | null {
  if (offeredVersions(facts).length === 0) return null;
  const known = said.filter((reason) => reason.known || reason.effect === 'no_a_plus');
  for (const first of ['T', 'M', 'F'] as const) if (known.some(({ effect }) => effect === first)) return first;
  if (!scores || facts.chains.length === 0) return null;
  return known.map(({ effect }) => bestUnder(effect)).reduce(worseOf, letterOf(scores.total));
}
