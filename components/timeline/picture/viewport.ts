/** What part of time is shown, in milliseconds since 1970. */
export type Range = { readonly from: number; readonly to: number };

const DAY_MS = 86_400_000;
const NARROWEST_MS = 10;
const WIDEST_MS = 400 * DAY_MS;

export const spanOf = ({ from, to }: Range) => to - from;

/** Whole milliseconds, at least ten of them: what an address can hold. */
export function settled({ from, to }: Range): Range {
  const span = Math.min(Math.max(Math.round(to - from), NARROWEST_MS), WIDEST_MS);
  const begin = Math.round((from + to) / 2 - span / 2);
  return { from: begin, to: begin + span };
}

/** Shows `factor` times as much, the moment `around` staying where it is. */
export function zoomed(range: Range, factor: number, around = (range.from + range.to) / 2): Range {
  const span = Math.min(Math.max(spanOf(range) * factor, NARROWEST_MS), WIDEST_MS);
  const share = (around - range.from) / spanOf(range);
  return { from: around - share * span, to: around + (1 - share) * span };
}

/** Moves by a share of what is shown. */
export function panned(range: Range, share: number): Range {
  const by = spanOf(range) * share;
  return { from: range.from + by, to: range.to + by };
}

export const xOf = (range: Range, width: number, at: number) => ((at - range.from) / spanOf(range)) * width;
export const timeAt = (range: Range, width: number, x: number) => range.from + (x / width) * spanOf(range);

const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200].map((s) => s * 1000),
  ...[1, 2, 7, 14, 30, 60, 180, 365].map((days) => days * DAY_MS),
];
/** A label's width and the air beside it. */
const ROOM = 88;

export type Ticks = { readonly step: number; readonly at: readonly number[] };

/** Round moments of the reader's clock, `offset` ms ahead of UTC, so far apart that their labels have room. */
export function ticksOf(range: Range, width: number, offset: number): Ticks {
  const room = (ROOM / Math.max(width, 1)) * spanOf(range);
  const step = STEPS.find((one) => one >= room) ?? 365 * DAY_MS;
  const first = Math.ceil((range.from + offset) / step) * step - offset;
  const count = Math.max(0, Math.floor((range.to - first) / step) + 1);
  return { step, at: Array.from({ length: count }, (_, index) => first + index * step) };
}
