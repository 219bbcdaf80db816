import { nanosIn, sameProcess } from '@/lib/timeline/trace/starts';
import type { Link, Seen, TraceNode } from '@/lib/timeline/trace/types';

type Growing = { readonly first: Seen; readonly link: Link; readonly acts: Seen[]; readonly children: Growing[] };

const inOne = (a: Seen, b: Seen) =>
  a.containers.length === 0 || b.containers.length === 0 || a.containers.some((name) => b.containers.includes(name));

/** All processes of the trees, the newest first: of two of one name the nearer one is meant. */
const all = (trees: readonly Growing[]): Growing[] =>
  trees
    .flatMap((tree) => [tree, ...all(tree.children)])
    .toSorted((a, b) => (nanosIn(a.first.time) < nanosIn(b.first.time) ? 1 : -1));

/** Where what was seen belongs: to a process that is known, or to a new child of one; null: to none of them. */
function place(trees: readonly Growing[], seen: Seen): { readonly under: Growing; readonly link: Link | null } | null {
  const known = all(trees).filter(({ first }) => inOne(first, seen));
  const own = known.find(({ first }) => sameProcess(first, seen));
  if (own) return { under: own, link: null };
  if (seen.parentPid !== null) {
    const parent = known.find(({ first }) => first.pid === seen.parentPid);
    if (parent) return { under: parent, link: 'pid' };
    // Its parent is known, and is none of these: a name alone would say less than that.
    if (known.some(({ first }) => first.pid !== null)) return null;
  }
  const parent = seen.parentName === '' ? undefined : known.find(({ first }) => first.name === seen.parentName);
  return parent ? { under: parent, link: 'name' } : null;
}

const settle = ({ first, link, acts, children }: Growing): TraceNode => ({
  ref: first.ref,
  time: first.time,
  command: first.command,
  pid: first.pid,
  link,
  acts,
  children: children.map(settle),
});

/** Grows a tree from each start over what was seen after it, in the order of time. */
export function grow(
  starts: readonly Seen[],
  seen: readonly Seen[],
): { readonly processes: readonly TraceNode[]; readonly loose: readonly Seen[] } {
  const trees = starts.map((first): Growing => ({ first, link: 'start', acts: [first], children: [] }));
  const began = starts.map(({ time }) => nanosIn(time)).toSorted((a, b) => (a < b ? -1 : 1))[0];
  const loose: Seen[] = [];
  for (const one of seen) {
    if (starts.includes(one) || began === undefined || nanosIn(one.time) < began) continue;
    const found = place(trees, one);
    if (!found) loose.push(one);
    else if (found.link === null) found.under.acts.push(one);
    else found.under.children.push({ first: one, link: found.link, acts: [one], children: [] });
  }
  return { processes: trees.map(settle), loose };
}
