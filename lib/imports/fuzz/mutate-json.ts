import { isArray, isObject, type Json } from '@/lib/core/json';
import type { Random } from '@/lib/imports/fuzz/random';
import { longText, SLOW_PIECES, STRANGE_TEXTS } from '@/lib/imports/fuzz/strange';

type Keys = readonly (string | number)[];

const NUMBERS: readonly number[] = [0, -0, -1, 0.5, 1e308, -1e308, 2 ** 53, 2 ** 31, 2 ** 32 + 1, 1e-320];

/** Every place of a document, as keys and indexes from the root. */
function places(value: Json, keys: Keys = []): Keys[] {
  if (isArray(value)) return value.flatMap((item, index) => [[...keys, index], ...places(item, [...keys, index])]);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [[...keys, key], ...places(item, [...keys, key])]);
}

/** An object with own members alone, `__proto__` among them. */
function objectOf(entries: readonly (readonly [string, Json])[]): Json {
  return Object.fromEntries(entries);
}

/** The document with what `change` makes of the value at a place: none, one or several in an array. */
function changedAt(value: Json, [key, ...rest]: Keys, change: (old: Json) => readonly Json[]): Json {
  const inner = (item: Json) => (rest.length === 0 ? change(item) : [changedAt(item, rest, change)]);
  if (isArray(value)) return value.flatMap((item, index) => (index === key ? inner(item) : [item]));
  if (!isObject(value)) return value;
  return objectOf(
    Object.entries(value).flatMap(([name, item]) => {
      if (name !== key) return [[name, item] as const];
      return inner(item)
        .slice(0, 1)
        .map((put) => [name, put] as const);
    }),
  );
}

function nested(random: Random): Json {
  let value: Json = random.one(['x', 1, null]);
  const key = random.one(['a', '__proto__']);
  const arrays = random.below(2) === 0;
  for (let depth = random.one([5, 40, 250, 400]); depth > 0; depth -= 1) {
    value = arrays ? [value] : objectOf([[key, value]]);
  }
  return value;
}

function strange(random: Random): Json {
  return random.one<() => Json>([
    () => null,
    () => random.below(2) === 0,
    () => random.one(NUMBERS),
    () => random.one(STRANGE_TEXTS),
    () => longText(random.one(SLOW_PIECES), random.one([300, 10_000, 100_000])),
    () => [],
    () => ({}),
    () => [[]],
    () => [null, 'x', {}, 1, [{}]],
    () => objectOf([['__proto__', { polluted: true }]]),
    () => objectOf([['constructor', objectOf([['prototype', { polluted: true }]])]]),
    () => objectOf([['length', 4_294_967_295]]),
    () => nested(random),
  ])();
}

type Change = (document: Json, at: Keys, random: Random, every: readonly Keys[]) => Json;

const replace: Change = (document, at, random) => changedAt(document, at, () => [strange(random)]);

const remove: Change = (document, at) => changedAt(document, at, () => []);

const repeat: Change = (document, at, random) => {
  const times = random.one([2, 3, 50]);
  return changedAt(document, at, (old) => Array.from({ length: times }, () => old));
};

const wrap: Change = (document, at, random) =>
  changedAt(document, at, (old) => [random.one<Json>([[old], { value: old }, { 0: old }])]);

/** An array where one value was expected, the first one where an array was, a text where a number was. */
const retype: Change = (document, at) =>
  changedAt(document, at, (old) => {
    if (isArray(old)) return old.slice(0, 1);
    if (isObject(old)) return [Object.values(old)];
    return [typeof old === 'string' ? Number(old) : String(old)];
  });

const rename: Change = (document, at, random) => {
  const key = at.at(-1);
  const name = random.one(['__proto__', 'constructor', '', 'a.b', '*', '{}', `${key}s`, String(key).toUpperCase()]);
  const renamed = (old: Json): Json =>
    isObject(old) ? objectOf(Object.entries(old).map(([own, item]) => [own === key ? name : own, item])) : old;
  return at.length === 1 ? renamed(document) : changedAt(document, at.slice(0, -1), (old) => [renamed(old)]);
};

const transplant: Change = (document, at, random, every) => {
  const value = random.one(every).reduce<Json | undefined>((inside, key) => {
    if (isArray(inside)) return inside[Number(key)];
    return isObject(inside) ? inside[key] : undefined;
  }, document);
  return changedAt(document, at, () => [value ?? null]);
};

const CHANGES: readonly Change[] = [replace, replace, replace, remove, repeat, wrap, retype, rename, transplant];

function changed(document: Json, random: Random): Json {
  let now = document;
  for (let n = random.below(3); n >= 0; n -= 1) {
    const every = places(now);
    if (every.length === 0) return strange(random);
    now = random.one(CHANGES)(now, random.one(every), random, every);
  }
  return now;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A JSON document, or one line of JSON lines, with other types, sizes and names in places. Null where it is neither.
 * Numbers beyond every range are written as no `JSON.stringify` does.
 */
export function mutateJson(text: string, random: Random): string | null {
  const document = parsed(text);
  if (document !== undefined) return withHugeNumber(JSON.stringify(changed(document, random)), random);
  const lines = text.split('\n');
  const at = random.below(lines.length);
  const line = parsed(lines[at] ?? '');
  if (line === undefined) return null;
  return lines.with(at, JSON.stringify(changed(line, random))).join('\n');
}

function withHugeNumber(text: string, random: Random): string {
  if (random.below(20) !== 0) return text;
  const huge = random.one(['1e999', '-1e999', '9'.repeat(400), `0.${'0'.repeat(400)}1`]);
  const numbers = [...text.matchAll(/(?<=[:[,])-?\d+(\.\d+)?(?=[,\]}])/g)];
  const { index, 0: old } = numbers[random.below(numbers.length)] ?? {};
  return index === undefined ? text : text.slice(0, index) + huge + text.slice(index + (old?.length ?? 0));
}
