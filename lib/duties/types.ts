import type { FieldName, SheetValues } from '@/lib/duties/fields';
import type { Regime, Stage } from '@/lib/duties/regime';

export const APPLIES = ['undecided', 'yes', 'no'] as const;
export type Applies = (typeof APPLIES)[number];

export const CHANNELS = ['portal', 'mail', 'phone', 'post', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * Where a stage stands. `waiting`: what it starts from has not happened. `optional`: may be sent in place of another one.
 * `replaced`: another one was sent in its place.
 */
export const STAGE_STATES = ['waiting', 'open', 'optional', 'sent', 'replaced'] as const;
export type StageState = (typeof STAGE_STATES)[number];

export type DutyReportItem = {
  readonly id: string;
  readonly number: number;
  readonly sentAt: string;
  readonly sentBy: string;
  readonly channel: Channel;
  readonly reference: string;
  readonly receipt: string;
  readonly delayReason: string;
  readonly late: boolean;
  readonly values: SheetValues;
};

export type DutyAskItem = {
  readonly id: string;
  readonly stage: string;
  readonly askedAt: string;
  readonly question: string;
  readonly dueAt: string | null;
  readonly answer: string;
  readonly answeredAt: string | null;
  readonly answeredBy: string;
};

/** A regime that is not asked about in this organisation: why, who said so, since when (ISO 8601). */
export type SwitchedOff = { readonly reason: string; readonly by: string; readonly since: string };

/** A version of whether a regime is asked about. */
export type RegimeSwitchView = SwitchedOff & {
  readonly number: number;
  readonly active: boolean;
  readonly createdAt: string;
  readonly planned: boolean;
};

export type RegimeSetting = {
  readonly regime: string;
  readonly title: Regime['title'];
  readonly source: { readonly law: string; readonly article: string; readonly address: string };
  /** Whether incidents that are declared now are asked about it. */
  readonly active: boolean;
  /** Newest first; empty: as delivered. */
  readonly switches: readonly RegimeSwitchView[];
};

export type StageItem = Pick<Stage, 'id' | 'article' | 'recipients' | 'fields' | 'startsFrom'> & {
  readonly state: StageState;
  readonly startedAt: string | null;
  /** Null: without undue delay, or not started. */
  readonly dueAt: string | null;
  readonly missing: readonly FieldName[];
  readonly reports: readonly DutyReportItem[];
};

export type DutyItem = {
  readonly regime: string;
  readonly title: Regime['title'];
  readonly source: { readonly law: string; readonly article: string; readonly address: string };
  readonly edition: string;
  readonly applies: Applies;
  /** `data_class:personal`, `kind:ransomware`, `priority:1`, `follows:gdpr-33-1` */
  readonly proposedBy: readonly string[];
  readonly reason: string;
  readonly trustService: boolean;
  /** Whether the regime has a time of its own for trust services. */
  readonly asksTrustService: boolean;
  readonly decidedAt: string | null;
  readonly decidedBy: string;
  /** By when somebody says whether it applies; null where nothing speaks for it, or it is decided. */
  readonly decideBy: string | null;
  /** Where the organisation is not asked about it and nobody has decided: by whom and why. */
  readonly off: SwitchedOff | null;
  /** 0: nobody has touched it. */
  readonly version: number;
  readonly stages: readonly StageItem[];
  readonly asks: readonly DutyAskItem[];
};

export type DutiesDetail = {
  readonly incident: {
    readonly id: string;
    readonly number: number;
    readonly title: string;
    readonly product: string;
    readonly detectedAt: string;
    readonly declaredAt: string;
    readonly awareAt: string | null;
    readonly version: number;
  };
  readonly now: string;
  readonly sheet: {
    readonly values: SheetValues;
    readonly version: number;
    readonly updatedAt: string | null;
    readonly updatedBy: string;
  };
  readonly duties: readonly DutyItem[];
  readonly rights: { readonly write: boolean; readonly decide: boolean };
};
