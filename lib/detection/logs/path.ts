import { isArray, isObject, type Json, type JsonObject, jsonOf } from '@/lib/core/json';
import { DETECTION_LIMITS } from '@/lib/detection/limits';

type Step = { readonly key: string; readonly lower: string; readonly parse: boolean };

export type Path = readonly Step[];

/** `a.b{}.'c.d'`: members; `{}` where a text holds JSON; quotes where a name has dots in it. */
export function pathOf(text: string): Path {
  return [...text.matchAll(/(?:'([^']*)'|([^.{}]+))(\{\})?/g)].map(([, quoted, plain = '', parse]) => {
    const key = quoted ?? plain;
    return { key, lower: key.toLowerCase(), parse: parse !== undefined };
  });
}

/** Names in small letters, kept with their object: a sender may send one of 50,000 members, and rules ask often. */
const NAMES = new WeakMap<JsonObject, ReadonlyMap<string, string>>();

function namesOf(value: JsonObject): ReadonlyMap<string, string> {
  const known = NAMES.get(value) ?? new Map(Object.keys(value).map((name) => [name.toLowerCase(), name]));
  NAMES.set(value, known);
  return known;
}

/** A member by its name, else by its name in other letters: Azure writes `clientIP` here and `clientIp` there. */
function memberOf(value: JsonObject, { key, lower }: Step): Json | undefined {
  if (Object.hasOwn(value, key)) return value[key];
  const other = namesOf(value).get(lower);
  return other === undefined ? undefined : value[other];
}

function parsed(value: Json): Json {
  return typeof value === 'string' ? (jsonOf(value) ?? value) : value;
}

/** Adds what lies at a path to `found`; arrays on the way and at the end are taken apart. */
export function collect(value: Json, path: Path, found: Json[], at = 0): void {
  if (found.length >= DETECTION_LIMITS.fieldValues) return;
  if (isArray(value)) {
    for (const item of value) collect(item, path, found, at);
    return;
  }
  const step = path[at];
  if (!step) {
    found.push(value);
    return;
  }
  if (!isObject(value)) return;
  const member = memberOf(value, step);
  if (member !== undefined) collect(step.parse ? parsed(member) : member, path, found, at + 1);
}
