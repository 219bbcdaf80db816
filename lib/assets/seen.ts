import type { AssetName } from '@/lib/assets/identity';

/** A name with when it was seen, by one who told of it. */
export type SeenAsset = AssetName & {
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** It is said that the agent of an EDR runs there. */
  readonly edr?: boolean;
  /** Ids of findings on it. */
  readonly findings?: readonly number[];
};

/** Names that one source, sender, endpoint or service is believed; beyond it the last ones by kind and key are left out. */
export const NAMES_MOST = 50_000;

function joined(a: SeenAsset, b: SeenAsset): SeenAsset {
  const [older, newer] = a.lastAt < b.lastAt ? [a, b] : [b, a];
  const same = a.lastAt.getTime() === b.lastAt.getTime();
  const [detail = '', other = ''] = [newer.detail, older.detail];
  return {
    ...newer,
    firstAt: new Date(Math.min(a.firstAt.getTime(), b.firstAt.getTime())),
    detail: same && other > detail ? other : detail,
    edr: a.edr === true || b.edr === true,
    findings: [...(a.findings ?? []), ...(b.findings ?? [])],
  };
}

const order = (a: SeenAsset, b: SeenAsset) => {
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
  return a.key < b.key ? -1 : Number(a.key > b.key);
};

/** Each name once, by kind and key, whatever the order in which they come. */
export function joinSeen(seen: readonly SeenAsset[]): readonly SeenAsset[] {
  const found = new Map<string, SeenAsset>();
  for (const one of seen) {
    const id = `${one.kind} ${one.key}`;
    const known = found.get(id);
    found.set(id, known ? joined(known, one) : one);
  }
  return [...found.values()].toSorted(order).slice(0, NAMES_MOST);
}
