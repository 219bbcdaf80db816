import { isObject, type Json, type JsonObject, object, text, texts } from '@/lib/core/json';
import { sha256, snippetHash } from '@/lib/imports/parsers/normalise';

/** How long the values of a message may be as part of an identity. */
const VALUES = 20_000;

/** Partial fingerprints that outlive a shift of lines; others hash the whole file or name the commit. */
const STABLE =
  /^(?:scan)?primaryLocation(?:Line)?Hash|^contextRegionHash|^matchBasedId|^orderedCodeFlow|^equalIndicator/i;

/**
 * What the tool itself says identifies a result: its fingerprints (3.27.16), else those partial ones that are known to
 * be stable (3.27.17). Empty where there are none.
 */
export function toolFingerprint(result: Json): string {
  const whole = pairs(object(result, 'fingerprints'));
  if (whole.length > 0) return whole.join('\n');
  return pairs(object(result, 'partialFingerprints'))
    .filter((pair) => STABLE.test(pair))
    .join('\n');
}

/** Semgrep's registry writes this instead of a fingerprint to whom is not signed in. */
function pairs(fingerprints: JsonObject | undefined): string[] {
  return Object.entries(fingerprints ?? {})
    .flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' && value !== 'requires login' ? [`${name}=${value}`] : [],
    )
    .sort();
}

/** The code of a result's region, as the report gives it. */
export function snippetOf(location: JsonObject | undefined): string {
  const region = object(location, 'physicalLocation', 'region');
  return text(region, 'snippet', 'text') || text(location, 'physicalLocation', 'contextRegion', 'snippet', 'text');
}

/** The values in a result's message, for where the tool gave neither fingerprint nor code; hashed where they are long. */
export function messageValues(result: Json): string {
  const values = isObject(result)
    ? texts(result, 'message', 'arguments')
        .map((value) => `\n${value}`)
        .join('')
    : '';
  return values.length > VALUES ? `\n${sha256(values)}` : values;
}

/** What stays the same of a place when lines move, where the tool gave no fingerprint. */
export function looseContext(values: string, snippet: string, symbol: string): string {
  return snippet.trim() === '' ? `${symbol}${values}` : snippetHash(snippet);
}
