import { RuleError } from '@/lib/detection/problem';
import type { CorrelationRule, Rule } from '@/lib/detection/types';

const fail = (rule: Rule, what: string, remedy: string) => new RuleError(`${rule.name}.yml`, 1, what, remedy);

/** By name and by id, each once. */
function indexOf(rules: readonly Rule[]): ReadonlyMap<string, Rule> {
  const index = new Map<string, Rule>();
  for (const rule of rules) {
    for (const key of [rule.name, rule.id]) {
      const other = index.get(key);
      if (other) throw fail(rule, `"${key}" is ${other.name}.yml already.`, 'Give each rule its own name and UUID.');
      index.set(key, rule);
    }
  }
  return index;
}

function resolved(rule: CorrelationRule, index: ReadonlyMap<string, Rule>): CorrelationRule {
  const idOf = (reference: string) => {
    const found = index.get(reference);
    if (!found) throw fail(rule, `It counts "${reference}", which is no rule.`, 'Name a rule by its file or its id.');
    return found.id;
  };
  const aliases = Object.entries(rule.aliases).map(([field, names]) => [
    field,
    Object.fromEntries(Object.entries(names).map(([reference, name]) => [idOf(reference), name])),
  ]);
  return { ...rule, rules: rule.rules.map(idOf), aliases: Object.fromEntries(aliases) };
}

function refuseCircles(rules: readonly Rule[]): void {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const visit = (rule: Rule, trail: readonly Rule[]) => {
    if (trail.includes(rule))
      throw fail(rule, 'It counts itself, by way of others.', 'Take one of the references out.');
    if (rule.kind !== 'correlation') return;
    for (const id of rule.rules) {
      const next = byId.get(id);
      if (next) visit(next, [...trail, rule]);
    }
  };
  for (const rule of rules) visit(rule, []);
}

/**
 * Settles what correlations refer to, and which rules raise alerts: what only counts towards correlations does not.
 * @throws RuleError for references that lead nowhere or in circles, and for names and ids given twice
 */
export function joinRules(rules: readonly Rule[]): readonly Rule[] {
  const index = indexOf(rules);
  const joined = rules.map((rule) => (rule.kind === 'correlation' ? resolved(rule, index) : rule));
  refuseCircles(joined);
  const correlations = joined.filter((rule) => rule.kind === 'correlation');
  const raises = ({ id, raises: wants }: Rule) => {
    if (!wants) return false;
    const counting = correlations.filter(({ rules: counted }) => counted.includes(id));
    return counting.length === 0 || counting.some(({ generate }) => generate);
  };
  return joined.map((rule) => ({ ...rule, raises: raises(rule) }));
}
