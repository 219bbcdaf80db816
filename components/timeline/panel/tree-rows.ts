import type { Seen, TraceNode } from '@/lib/timeline/trace/types';

/** A line of the tree: a process, or what was noticed of one. */
export type TreeRow = {
  /** Once in the tree, where a process and what was first noticed of it are one record. */
  readonly id: string;
  readonly ref: string;
  readonly level: number;
  /** Its place among its siblings, from 1, and how many they are. */
  readonly place: number;
  readonly of: number;
  readonly parent: string | null;
  /** Null: nothing hangs below it. */
  readonly expanded: boolean | null;
  readonly node: TraceNode | null;
  /** Of a process what was noticed first, where that says no more than that it ran. */
  readonly seen: Seen | null;
};

const isMore = ({ file, targetAddress }: Seen) => file !== '' || targetAddress !== '';

type Below = { readonly node: TraceNode; readonly seen: null } | { readonly node: null; readonly seen: Seen };

/** What was noticed of a process and the processes that it started, in the order of time. */
function below({ ref, acts, children }: TraceNode): readonly Below[] {
  const noticed = acts.filter((seen) => seen.ref !== ref || isMore(seen)).map((seen) => ({ node: null, seen }));
  const started = children.map((node) => ({ node, seen: null }));
  const timeOf = ({ node, seen }: Below) => node?.time ?? seen?.time ?? '';
  return [...noticed, ...started].toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : Number(timeOf(a) > timeOf(b))));
}

function rowsOf(all: readonly Below[], closed: ReadonlySet<string>, parent: string | null, level: number): TreeRow[] {
  return all.flatMap(({ node, seen }, index) => {
    const ref = node?.ref ?? seen?.ref ?? '';
    const id = node ? `p ${ref}` : `a ${ref}`;
    const inside = node ? below(node) : [];
    const expanded = inside.length === 0 ? null : !closed.has(id);
    const first = node?.acts[0];
    const row = {
      ...{ id, ref, level, parent, expanded, node, place: index + 1, of: all.length },
      seen: seen ?? (first && !isMore(first) ? first : null),
    };
    return [row, ...(expanded ? rowsOf(inside, closed, id, level + 1) : [])];
  });
}

/** The lines that are seen, from above to below; what hangs below a closed one is not. */
export function treeRows(processes: readonly TraceNode[], closed: ReadonlySet<string>): readonly TreeRow[] {
  return rowsOf(
    processes.map((node) => ({ node, seen: null })),
    closed,
    null,
    1,
  );
}

export const textOf = ({ node, seen }: TreeRow) =>
  node?.command ?? (seen ? seen.targetAddress || seen.file || seen.title : '');

/** What a key does with the tree: goes to a line, opens or closes one; null: nothing (ARIA's pattern of a tree view). */
export type TreeMove = { readonly to: string } | { readonly toggle: string } | null;

export function treeMove(rows: readonly TreeRow[], at: string, key: string): TreeMove {
  const index = rows.findIndex(({ id }) => id === at);
  const row = rows[index];
  if (!row) return null;
  const to = (target: TreeRow | undefined): TreeMove => (target ? { to: target.id } : null);
  switch (key) {
    case 'ArrowDown':
      return to(rows[index + 1]);
    case 'ArrowUp':
      return to(rows[index - 1]);
    case 'Home':
      return to(rows[0]);
    case 'End':
      return to(rows.at(-1));
    case 'ArrowRight':
      return row.expanded === null ? null : row.expanded ? to(rows[index + 1]) : { toggle: row.id };
    case 'ArrowLeft':
      return row.expanded ? { toggle: row.id } : to(rows.find(({ id }) => id === row.parent));
    default: {
      if (key.length !== 1 || key === ' ') return null;
      const after = [...rows.slice(index + 1), ...rows.slice(0, index)];
      return to(after.find((one) => textOf(one).toLowerCase().startsWith(key.toLowerCase())));
    }
  }
}
