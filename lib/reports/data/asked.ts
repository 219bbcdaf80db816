import type { OverviewFilter } from '@/lib/overview/types';

/** What a section is read for. `day`: that of `at`, UTC; `today`: that of the clock. */
export type Asked = {
  readonly filter: OverviewFilter;
  readonly at: Date;
  readonly day: string;
  readonly today: string;
  readonly weeks: number;
  readonly comparedWith: Date;
  /** The whole organisation. */
  readonly whole: boolean;
};
