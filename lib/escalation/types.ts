/** Minutes since midnight by the wall; `to` at or before `from` is on the next day. Days as ISO 8601: 1 Monday … 7 Sunday. */
export type WeekHours = { readonly days: readonly number[]; readonly from: number; readonly to: number };

/** People who take turns, in the schedule's zone. */
export type Layer = {
  readonly people: readonly string[];
  readonly everyDays: number;
  /** Minutes since midnight by the wall. */
  readonly handover: number;
  /** The day whose handover begins the first turn, and the one whose handover ends the last; null: it goes on. */
  readonly from: string;
  readonly until: string | null;
  /** Only in these hours; null: always. */
  readonly hours: readonly WeekHours[] | null;
};

export type Override = { readonly id: string; readonly personId: string; readonly from: Date; readonly to: Date };

/** Later layers beat earlier ones; overrides, oldest first, beat all. */
export type Schedule = {
  readonly timeZone: string;
  readonly layers: readonly Layer[];
  readonly overrides: readonly Override[];
};

/** Who, and by what: an override, else a layer by its place. Nobody: all null. */
export type OnCall = {
  readonly personId: string | null;
  readonly overrideId: string | null;
  readonly layer: number | null;
};

export type Segment = OnCall & { readonly from: Date; readonly to: Date };
