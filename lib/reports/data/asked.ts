import type { OverviewFilter } from '@/lib/overview/types';
import type { SectionOf } from '@/lib/reports/content';

/** What a section is read for. `day`: that of `at`, UTC; `today`: that of the clock. */
export type Asked = {
  readonly filter: OverviewFilter;
  readonly at: Date;
  readonly day: string;
  readonly today: string;
  readonly weeks: number;
  /** `report`: the one that changes are counted from, with what it says; null: none, it is where the period begins. */
  readonly comparedWith: {
    readonly at: Date;
    readonly report: { readonly number: number; readonly posture: SectionOf<'posture'> | null } | null;
  };
  /** The whole organisation. */
  readonly whole: boolean;
};
