/** The scales of colours that a drawing can take: severities, states, and two for what is neither. */
export const CHART_TONES = [
  'accent',
  'neutral',
  'critical',
  'high',
  'medium',
  'low',
  'info',
  'met',
  'partly',
  'missed',
  'unknown',
] as const;
export type ChartTone = (typeof CHART_TONES)[number];

/**
 * A drawing and what it is drawn from. `stack`: columns of amounts that add up, one a point. `groups`: columns side by side.
 * `line`: amounts over time; null is a gap. `shares`: one bar across for each point, divided as its amounts are.
 */
export type Chart = {
  readonly kind: 'chart';
  readonly shape: 'stack' | 'groups' | 'line' | 'shares';
  readonly label: string;
  /** What it shows, for whoever does not see it. */
  readonly alt: string;
  /** What the points are: the head of the first column of the table behind it. */
  readonly axis: string;
  readonly series: readonly { readonly name: string; readonly tone: ChartTone }[];
  /** `shown`: the values as text, in the order of the series. */
  readonly points: readonly {
    readonly name: string;
    readonly values: readonly (number | null)[];
    readonly shown: readonly string[];
  }[];
};

/** A part of a document, in the order in which it is read. Texts are plain; a line break in one stays. */
export type Block =
  /** `id`: where a list of contents leads to. */
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string; readonly id?: string }
  | { readonly kind: 'text'; readonly text: string; readonly muted?: true }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** A few numbers, large, each under its name. */
  | { readonly kind: 'figures'; readonly label: string; readonly items: readonly Figure[]; readonly linkNote?: string }
  | Chart
  /** Cells of a row stay on one page: up to 1,000 characters each. */
  | {
      readonly kind: 'table';
      readonly label: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Shares of the width, by column; equal unless said. */
      readonly widths?: readonly number[];
      /** Columns of numbers, from 0. */
      readonly numeric?: readonly number[];
      /** On a page: where the first cell of each row leads to. */
      readonly links?: readonly (string | null)[];
      /** On a page, below it: what there is to know of where these links lead. */
      readonly linkNote?: string;
    };

/** `href`, on a page: the list that shows what is counted. */
export type Figure = { readonly name: string; readonly value: string; readonly href?: string };

/** What a page or a file is made from, in one language. */
export type PlainDocument = {
  readonly title: string;
  /** BCP 47 */
  readonly language: string;
  /** Under the title: what, whose, when. */
  readonly subtitle: string;
  readonly author: string;
  readonly created: Date;
  readonly blocks: readonly Block[];
  /** At the foot of each page, beside its number. */
  readonly foot: string;
  readonly pageName: (page: number, pages: number) => string;
};
