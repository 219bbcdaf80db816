import { type Range, spanOf, timeAt, xOf } from '@/components/timeline/picture/viewport';
import type { Cell, TimelineItem, TimelineView } from '@/lib/timeline/types';

/** Heights in CSS pixels. */
export const HEIGHTS = { band: 18, histogram: 44, axis: 20, lane: 28 } as const;
export const LANES_TOP = HEIGHTS.band + HEIGHTS.histogram + HEIGHTS.axis;
/** How far from an item it is still meant. */
const REACH = 10;

export const heightOf = ({ lanes }: Pick<TimelineView, 'lanes'>) =>
  LANES_TOP + Math.max(1, lanes.length) * HEIGHTS.lane;

export type Point = {
  readonly x: number;
  readonly until: number | null;
  readonly y: number;
  readonly item: TimelineItem;
};
export type Bar = {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly cell: Cell;
  readonly sum: number;
};

export type Scene = {
  readonly width: number;
  readonly height: number;
  readonly range: Range;
  readonly points: readonly Point[];
  /** Counts of lanes, where items are too many; `most` is the highest. */
  readonly bars: readonly Bar[];
  readonly most: number;
  /** Counts of all lanes together. */
  readonly columns: readonly { readonly x: number; readonly width: number; readonly counts: readonly number[] }[];
  readonly tallest: number;
};

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
const msOf = (time: string) => Date.parse(time) + Number(time.slice(23, 29).padEnd(6, '0')) / 1e6;

function columnsOf(cells: readonly Cell[]): Map<number, number[]> {
  const columns = new Map<number, number[]>();
  for (const { bucket, counts } of cells) {
    const column = columns.get(bucket) ?? counts.map(() => 0);
    counts.forEach((count, severity) => {
      column[severity] = (column[severity] ?? 0) + count;
    });
    columns.set(bucket, column);
  }
  return columns;
}

/** What of a view stays the same however it is zoomed: reckoned once, not for each frame. */
export type Timed = {
  readonly height: number;
  readonly bucketMs: number;
  readonly columns: readonly { readonly at: number; readonly counts: readonly number[] }[];
  readonly tallest: number;
  readonly bars: readonly { readonly at: number; readonly y: number; readonly cell: Cell; readonly sum: number }[];
  readonly most: number;
  readonly points: readonly {
    readonly at: number;
    readonly until: number | null;
    readonly y: number;
    readonly item: TimelineItem;
  }[];
};

export function timedOf(view: TimelineView): Timed {
  const laneY = new Map(view.lanes.map(({ key }, index) => [key, LANES_TOP + (index + 0.5) * HEIGHTS.lane]));
  const others = laneY.get('@others') ?? LANES_TOP;
  const first = Date.parse(view.bucketsFrom);
  const bucketMs = view.bucketMicros / 1000;
  const yOf = (lane: string) => laneY.get(lane) ?? others;
  const columns = [...columnsOf(view.cells)].map(([bucket, counts]) => ({ at: first + bucket * bucketMs, counts }));
  const bars = (view.items ? [] : view.cells).map((cell) => ({
    at: first + cell.bucket * bucketMs,
    y: yOf(cell.lane),
    cell,
    sum: sum(cell.counts),
  }));
  const points = (view.items ?? []).map((item) => ({
    at: msOf(item.time),
    until: item.until === null || item.until === item.time ? null : msOf(item.until),
    y: yOf(item.lane),
    item,
  }));
  return {
    height: heightOf(view),
    bucketMs,
    columns,
    tallest: columns.reduce((most, { counts }) => Math.max(most, sum(counts)), 1),
    bars,
    most: bars.reduce((most, bar) => Math.max(most, bar.sum), 1),
    points,
  };
}

/** How far beside the picture something still reaches into it, in pixels. */
const BESIDE = 12;

/** Where everything lies that is seen: a view that has come, in the range that is shown now (which may be zoomed further already). */
export function sceneOf({ height, bucketMs, ...timed }: Timed, range: Range, width: number): Scene {
  const x = (at: number) => xOf(range, width, at);
  const bucketWidth = Math.max(1, (bucketMs / spanOf(range)) * width);
  const from = timeAt(range, width, -BESIDE - bucketWidth);
  const to = timeAt(range, width, width + BESIDE);
  const isSeen = ({ at, until = null }: { readonly at: number; readonly until?: number | null }) =>
    at < to && (until ?? at) > from;
  return {
    width,
    height,
    range,
    points: timed.points
      .filter(isSeen)
      .map(({ at, until, y, item }) => ({ x: x(at), until: until === null ? null : x(until), y, item })),
    bars: timed.bars
      .filter(isSeen)
      .map(({ at, y, cell, sum: all }) => ({ x: x(at), width: bucketWidth, y, cell, sum: all })),
    most: timed.most,
    columns: timed.columns.filter(isSeen).map(({ at, counts }) => ({ x: x(at), width: bucketWidth, counts })),
    tallest: timed.tallest,
  };
}

/** The item that is meant by a place in the picture: the nearest within reach. */
export function pointAt({ points }: Scene, x: number, y: number): Point | null {
  const near = points
    .filter((point) => Math.abs(point.x - x) <= REACH && Math.abs(point.y - y) <= HEIGHTS.lane / 2)
    .toSorted((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x));
  return near[0] ?? null;
}

export function barAt({ bars }: Scene, x: number, y: number): Bar | null {
  return (
    bars.find((bar) => x >= bar.x && x < bar.x + Math.max(bar.width, 3) && Math.abs(bar.y - y) <= HEIGHTS.lane / 2) ??
    null
  );
}

/** The item before (−1) or after (1) the one that is open, in the order of time. */
export function beside(items: readonly TimelineItem[], open: string | null, step: 1 | -1): TimelineItem | null {
  const at = items.findIndex(({ ref }) => ref === open);
  return (at < 0 ? items.at(step === 1 ? 0 : -1) : items[at + step]) ?? null;
}
