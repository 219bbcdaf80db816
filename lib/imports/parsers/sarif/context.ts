import { snippetHash } from '@/lib/imports/parsers/normalise';
import { isObject, type JsonObject, object, text, texts } from '@/lib/imports/parsers/read';
import type { Json } from '@/lib/imports/parsers/types';

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

/** What stays the same of a place when lines move, where the tool gave no fingerprint. */
export function looseContext(result: Json, snippet: string, symbol: string): string {
  if (snippet.trim() !== '') return snippetHash(snippet);
  const message = isObject(result) ? texts(result, 'message', 'arguments') : [];
  return [symbol, ...message].join('\n');
}
