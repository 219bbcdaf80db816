/** JSON as it came: whoever reads it narrows it with Zod or with the readers below. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value at a path of own keys and indexes; `undefined` where the path does not lead. Never looks at prototypes. */
export function at(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let current = value;
  for (const key of path) {
    if (typeof key === 'number') current = isArray(current) ? current[key] : undefined;
    else current = isObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  }
  return current;
}

/** Text at a path: strings as they are, numbers written out, everything else empty. */
export function text(value: Json | undefined, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  if (typeof found === 'string') return found;
  return typeof found === 'number' ? String(found) : '';
}

/** The first text that is not blank, of several fields of one object. */
export function firstText(value: Json | undefined, ...keys: readonly string[]): string {
  for (const key of keys) {
    const found = text(value, key);
    if (found.trim() !== '') return found;
  }
  return '';
}

/** A finite number at a path; a string that spells one counts. */
export function number(value: Json | undefined, ...path: readonly (string | number)[]): number | undefined {
  const found = at(value, ...path);
  if (typeof found === 'number') return found;
  if (typeof found !== 'string' || found.trim() === '') return undefined;
  const parsed = Number(found);
  return Number.isFinite(parsed) ? parsed : undefined;
}

/** A probability, 0 to 1. */
export function probability(value: Json | undefined, ...path: readonly (string | number)[]): number | undefined {
  const found = number(value, ...path);
  return found !== undefined && found >= 0 && found <= 1 ? found : undefined;
}

/** A line, column or port: a whole number above zero. */
export function count(value: Json | undefined, ...path: readonly (string | number)[]): number | undefined {
  const found = number(value, ...path);
  return found !== undefined && Number.isSafeInteger(found) && found > 0 ? found : undefined;
}

export function flag(value: Json | undefined, ...path: readonly (string | number)[]): boolean | undefined {
  const found = at(value, ...path);
  return typeof found === 'boolean' ? found : undefined;
}

/** The elements at a path; none where there is no array. */
export function list(value: Json | undefined, ...path: readonly (string | number)[]): readonly Json[] {
  const found = at(value, ...path);
  return isArray(found) ? found : [];
}

/** The objects of the array at a path. */
export function objects(value: Json | undefined, ...path: readonly (string | number)[]): JsonObject[] {
  return list(value, ...path).filter(isObject);
}

/** The non-blank texts of the array at a path. */
export function texts(value: Json | undefined, ...path: readonly (string | number)[]): string[] {
  return list(value, ...path).filter((item): item is string => typeof item === 'string' && item.trim() !== '');
}

export function object(value: Json | undefined, ...path: readonly (string | number)[]): JsonObject | undefined {
  const found = at(value, ...path);
  return isObject(found) ? found : undefined;
}

/** A moment that the report spells in ISO 8601 or another form that leaves no doubt; years outside 1990–2200 are noise. */
export function moment(value: Json | undefined, ...path: readonly (string | number)[]): Date | undefined {
  const found = text(value, ...path).trim();
  if (!/\d{4}/.test(found)) return undefined;
  // ISO without zone means UTC here, never the zone of this machine.
  const zoned = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(found) ? `${found.replace(' ', 'T')}Z` : found;
  const date = new Date(zoned);
  const year = date.getUTCFullYear();
  return year >= 1990 && year <= 2200 ? date : undefined;
}

/** A moment in seconds since 1970; nothing for zero and less. */
export function unixMoment(seconds: number): Date | undefined {
  return seconds > 0 ? moment(new Date(Math.min(seconds, 4e9) * 1000).toISOString()) : undefined;
}

/** Web addresses in a text or in a piece of HTML. */
export function addressesIn(text: string): string[] {
  return [...text.slice(0, 50_000).matchAll(/https?:\/\/[^\s"'<>]{1,2000}/g)].map(([address]) => address);
}

/** Links that a browser may open, each once; everything but http and https is left out. */
export function links(addresses: readonly string[]): string[] {
  return [...new Set(addresses.map((address) => address.trim()))].filter(
    (address) => /^https?:\/\//i.test(address) && address.length <= 2_000 && URL.canParse(address),
  );
}

/** Nesting that whoever walks a value may rely on: texts inside of records are not limited by their record. */
const DEPTH = 64;

function isDeeper(value: Json): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH) return true;
    level = level.flatMap((one) => (isArray(one) ? one : isObject(one) ? Object.values(one) : []));
  }
  return false;
}

/** What a text spells in JSON; `undefined` where it is none, or nested too deeply to be walked. */
export function jsonOf(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return isDeeper(value) ? undefined : value;
  } catch {
    return undefined;
  }
}
