/** One series of a chart: its key in the data, its words and the CSS variable of its colour. */
export type Series<K extends string = string> = {
  readonly key: K;
  readonly label: string;
  readonly colour: `var(--${string})`;
};

/** A point: an x label (already formatted) and a number for each series. */
export type Point<K extends string = string> = { readonly label: string } & Readonly<Record<K, number>>;

export const AXIS = {
  stroke: 'var(--line-strong)',
  tick: { fill: 'var(--muted)', fontSize: 11 },
  tickLine: false,
  axisLine: false,
} as const;

/** Charts have a table behind them, so the drawing itself stays out of the tab order. */
export const FRAME = { margin: { top: 8, right: 4, bottom: 0, left: 0 }, accessibilityLayer: false } as const;
