import { isArray, isObject, type Json, type JsonObject } from '@/lib/core/json';
import { DETECTION_LIMITS } from '@/lib/detection/limits';
import { type RulePath, RuleProblem } from '@/lib/detection/problem';
import { MODIFIERS, type RuleValue, type ValueTest, valueTest } from '@/lib/detection/sigma/value';
import type { Fields, FieldValue, Predicate } from '@/lib/detection/types';

/** Lists that `expand` puts in the place of `%name%`. */
export type Placeholders = Readonly<Record<string, readonly string[]>>;

const PLACEHOLDER = /^%([\w.-]{1,60})%$/;

function expanded(values: readonly RuleValue[], placeholders: Placeholders, path: RulePath): readonly RuleValue[] {
  return values.flatMap((value): readonly RuleValue[] => {
    const name = PLACEHOLDER.exec(String(value))?.[1];
    if (name === undefined) return [value];
    const found = Object.hasOwn(placeholders, name) ? placeholders[name] : undefined;
    if (!found) throw new RuleProblem(path, `There is no list "${name}".`, 'Give its values in the rule instead.');
    return found;
  });
}

function isValue(value: Json): value is RuleValue {
  return !isArray(value) && !isObject(value);
}

function valuesOf(said: Json, path: RulePath): RuleValue[] {
  const values = isArray(said) ? said : [said];
  const fit = values.filter(isValue);
  const tooLong = fit.some((value) => typeof value === 'string' && value.length > DETECTION_LIMITS.value);
  if (fit.length < values.length || fit.length === 0 || fit.length > DETECTION_LIMITS.values || tooLong)
    throw new RuleProblem(
      path,
      'A field takes a text, a number, true, false, null, or a list of them.',
      'Write it so.',
    );
  return fit;
}

/** Each value of the rule by one of the record's (`all`), or any by any. */
function anyOrAll(tests: readonly ValueTest[], all: boolean, found: readonly FieldValue[]): boolean {
  const holds = (test: ValueTest) => found.some(test);
  return all ? tests.every(holds) : tests.some(holds);
}

function presenceTest(name: string, said: Json, path: RulePath): Predicate {
  if (typeof said !== 'boolean') throw new RuleProblem(path, '"exists" takes true or false.', 'Write one of them.');
  return (fields) => fields.values(name).length > 0 === said;
}

/** What a key asks of which values: `field|contains|all: [...]`; without a field it asks the whole record. */
function fieldTest(key: string, said: Json, path: RulePath, placeholders: Placeholders): Predicate {
  const [name = '', ...modifiers] = key.split('|');
  const unknown = modifiers.find((modifier) => !MODIFIERS.has(modifier));
  if (unknown !== undefined)
    throw new RuleProblem(path, `The modifier "${unknown}" is not known.`, `Known: ${[...MODIFIERS].join(', ')}.`);
  if (modifiers.includes('exists')) return presenceTest(name, said, path);
  const values = valuesOf(said, path);
  const wanted = modifiers.includes('expand') ? expanded(values, placeholders, path) : values;
  if (name === '') return keywordTest(wanted, modifiers, path);
  const tests = wanted.map((value) => valueTest(value, modifiers, path));
  const all = modifiers.includes('all');
  // What a record does not have is null.
  const takesNone = wanted.includes(null);
  return (fields) => {
    const found = fields.values(name);
    return found.length === 0 ? takesNone : anyOrAll(tests, all, found);
  };
}

function keywordTest(values: readonly RuleValue[], modifiers: readonly string[], path: RulePath): Predicate {
  const how = modifiers.includes('re') ? modifiers : [...modifiers, 'contains'];
  const tests = values.map((value) => valueTest(value, how, path));
  const all = modifiers.includes('all');
  return (fields: Fields) => anyOrAll(tests, all, fields.everywhere());
}

function mapTest(said: JsonObject, path: RulePath, placeholders: Placeholders): Predicate {
  const tests = Object.entries(said).map(([key, value]) => fieldTest(key, value, [...path, key], placeholders));
  if (tests.length === 0) throw new RuleProblem(path, 'This search is empty.', 'Name a field, or take it out.');
  return (fields) => tests.every((test) => test(fields));
}

/**
 * Compiles one search of a rule: a map (every line must hold), a list of maps (one must), or keywords (one must be in the
 * record).
 * @throws RuleProblem
 */
export function compileSearch(said: Json, path: RulePath, placeholders: Placeholders): Predicate {
  if (isObject(said)) return mapTest(said, path, placeholders);
  if (!isArray(said)) return keywordTest(valuesOf(said, path), [], path);
  const maps = said.map((item, place) => (isObject(item) ? mapTest(item, [...path, place], placeholders) : null));
  const tests = maps.filter((test) => test !== null);
  const words = said.filter((item) => !isObject(item));
  if (words.length > 0) tests.push(keywordTest(valuesOf(words, path), [], path));
  if (tests.length === 0) throw new RuleProblem(path, 'This search is empty.', 'Name a field, or take it out.');
  return (fields) => tests.some((test) => test(fields));
}
