/** Letters after which a version is not yet the one before them: 1.0.0-rc1 comes before 1.0.0. */
const BEFORE = /^(a|alpha|b|beta|c|rc|m|milestone|pre|preview|dev|snapshot)$/i;

const partsOf = (version: string) => version.match(/\d+|[a-z]+/gi) ?? [];

/** What a part weighs against there being none: a pre-release less, anything else more. */
const weight = (part: string) => (BEFORE.test(part) ? -1 : 1);

function compareParts(a: string, b: string): number {
  const [left, right] = [Number(a), Number(b)];
  if (Number.isNaN(left) && Number.isNaN(right)) return a.localeCompare(b);
  if (Number.isNaN(left)) return -1;
  return Number.isNaN(right) ? 1 : left - right;
}

/**
 * Orders versions of any ecosystem by their numbers and letters from left to right: close enough to choose among the
 * fixes that scanners name, no substitute for the rules of dpkg, rpm or semver.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [one, other] = [left[at], right[at]];
    if (one === undefined) return other === undefined ? 0 : -weight(other);
    if (other === undefined) return weight(one);
    const order = compareParts(one, other);
    if (order !== 0) return order;
  }
  return 0;
}

export type Fix = { readonly installed: string | null; readonly fixed: string };

/** Of the versions that one scanner names ("1.2.9, 2.0.1"): the smallest above what is installed. */
function nearest({ installed, fixed }: Fix): string | null {
  const named = fixed
    .split(/[\s,;|]+/)
    .map((version) => version.replace(/^[^\da-z]+/i, ''))
    .filter((version) => /\d/.test(version))
    .sort(compareVersions);
  return named.find((version) => !installed || compareVersions(version, installed) > 0) ?? named.at(-1) ?? null;
}

/** The smallest version that has all of these fixes; null where none of them names one. */
export function smallestFix(fixes: readonly Fix[]): string | null {
  return (
    fixes
      .map(nearest)
      .filter((version) => version !== null)
      .sort(compareVersions)
      .at(-1) ?? null
  );
}
