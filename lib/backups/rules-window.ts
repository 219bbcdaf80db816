import type { Span } from '@/lib/backups/rules-span';

/**
 * What a loss at the end of a gap would have cost: all from the newest point that could be brought back (`from`) to
 * `to`. `open`: no newer point has ended it. `atLeast`: there was no point before, so nobody knows how much more.
 */
export type Gap = {
  readonly from: Date;
  readonly to: Date;
  readonly seconds: number;
  readonly open: boolean;
  readonly atLeast: boolean;
};

/** A heap of spans by the instant that they bring back, the newest first; those that ended are dropped when they come up. */
class Newest {
  private readonly heap: Span[] = [];

  private static higher(a: Span | undefined, b: Span | undefined): boolean {
    return a !== undefined && (b === undefined || a.point.at > b.point.at);
  }

  private swap(a: number, b: number): void {
    const [first, second] = [this.heap[a], this.heap[b]];
    if (!first || !second) return;
    this.heap[a] = second;
    this.heap[b] = first;
  }

  add(span: Span): void {
    this.heap.push(span);
    for (let child = this.heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!Newest.higher(this.heap[child], this.heap[parent])) return;
      this.swap(child, parent);
      child = parent;
    }
  }

  private drop(): void {
    const last = this.heap.pop();
    if (!last || this.heap.length === 0) return;
    this.heap[0] = last;
    for (let parent = 0; ; ) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      const child = Newest.higher(this.heap[right], this.heap[left]) ? right : left;
      if (!Newest.higher(this.heap[child], this.heap[parent])) return;
      this.swap(child, parent);
      parent = child;
    }
  }

  at(now: number): Span | undefined {
    for (let top = this.heap[0]; top; top = this.heap[0]) {
      if (top.until === null || top.until.getTime() > now) return top;
      this.drop();
    }
    return undefined;
  }
}

const seconds = (from: number, to: number) => (to - from) / 1000;

/**
 * The gaps of a period: each stretch in which the newest restorable point stayed the same, as long as a loss at its very
 * end would have been. Computed in instants, so that days of 23 and 25 hours need no care.
 */
export function gapsIn(spans: readonly Span[], from: Date, to: Date): Gap[] {
  if (to <= from) return [];
  const [begin, end] = [from.getTime(), to.getTime()];
  const arriving = [...spans].sort((a, b) => a.from.getTime() - b.from.getTime());
  const turns = new Set([begin, end]);
  for (const span of spans) {
    for (const turn of [span.from, span.until]) {
      const time = turn?.getTime() ?? begin;
      if (time > begin && time < end) turns.add(time);
    }
  }
  const newest = new Newest();
  const gaps: Gap[] = [];
  const times = [...turns].sort((a, b) => a - b);
  let next = 0;
  for (const [index, time] of times.entries()) {
    const until = times[index + 1];
    if (until === undefined) break;
    for (; (arriving[next]?.from.getTime() ?? Number.POSITIVE_INFINITY) <= time; next += 1) {
      const span = arriving[next];
      if (span) newest.add(span);
    }
    const since = newest.at(time)?.point.at.getTime() ?? begin;
    const atLeast = newest.at(time) === undefined;
    const before = gaps.at(-1);
    // The same point is still the newest: the stretch goes on.
    if (before && before.from.getTime() === since && before.atLeast === atLeast) gaps.pop();
    const open = until === end;
    gaps.push({ from: new Date(since), to: new Date(until), seconds: seconds(since, until), open, atLeast });
  }
  return gaps;
}

/** The worst data-loss window of a period; null for one of no length. */
export function worstGap(spans: readonly Span[], from: Date, to: Date): Gap | null {
  return gapsIn(spans, from, to).reduce<Gap | null>(
    (worst, gap) => (worst === null || gap.seconds > worst.seconds ? gap : worst),
    null,
  );
}
