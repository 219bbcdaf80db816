/** Minutes since midnight by the wall; `to` at or before `from` is on the next day. Days as ISO 8601: 1 Monday … 7 Sunday. */
export type WeekHours = { readonly days: readonly number[]; readonly from: number; readonly to: number };

export const TURN_UNITS = ['hours', 'days', 'weeks'] as const;
export type TurnUnit = (typeof TURN_UNITS)[number];

/** People who take turns. All lengths are by the wall: a day is one of the calendar, whether it has 23, 24 or 25 hours. */
export type Layer = {
  readonly people: readonly string[];
  /** A turn's length: so many units. */
  readonly every: number;
  readonly unit: TurnUnit;
  /** Minutes since midnight by the wall. */
  readonly handover: number;
  /** The day whose handover begins the first turn, and the one whose handover ends the last; null: it goes on. */
  readonly from: string;
  readonly until: string | null;
  /** Only in these hours; null: always. */
  readonly hours: readonly WeekHours[] | null;
  /** Whose clock those hours are read by: the layer's, or that of whoever has the turn. */
  readonly hoursOf: 'layer' | 'person';
  /** Null: as the schedule. */
  readonly timeZone: string | null;
};

export type Override = {
  readonly id: string;
  readonly personId: string;
  /** Covers for this person's turns alone; null: whoever has it. */
  readonly insteadOfId: string | null;
  readonly from: Date;
  readonly to: Date;
};

/** Later layers beat earlier ones; overrides, oldest first, beat all. */
export type Schedule = {
  readonly timeZone: string;
  readonly layers: readonly Layer[];
  readonly overrides: readonly Override[];
};

/** People who can be on call, each with their own zone; null: never said, the layer's counts. */
export type Present = ReadonlyMap<string, string | null>;

/** Who, and by what: an override, else a layer by its place. Nobody: all null. */
export type OnCall = {
  readonly personId: string | null;
  readonly overrideId: string | null;
  readonly layer: number | null;
};

export type Segment = OnCall & { readonly from: Date; readonly to: Date };
