/** A `kubectl exec` as the API server recorded it. */
export type ExecRequest = {
  /** Of the item (lib/timeline/ref.ts). */
  readonly ref: string;
  /** One exec is recorded in several stages under one id; empty where it is not known. */
  readonly auditId: string;
  /** ISO 8601 in UTC with nine digits. */
  readonly time: string;
  readonly user: string;
  readonly sourceAddress: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Its words, joined by spaces. */
  readonly command: string;
  /** It was let through: a refused one starts nothing. */
  readonly allowed: boolean;
};

/** What a sensor saw of a process in a container: Falco today; of a capture the same can be said. */
export type Seen = {
  readonly ref: string;
  readonly time: string;
  readonly namespace: string;
  readonly pod: string;
  /** Names of the container by which an exec may call it, and its id. */
  readonly containers: readonly string[];
  readonly command: string;
  readonly name: string;
  readonly parentName: string;
  /** Null where the sensor's rules do not say it; Falco's own do not. */
  readonly pid: number | null;
  readonly parentPid: number | null;
  /** What was noticed: the rule. */
  readonly title: string;
  readonly severity: number;
  readonly file: string;
  readonly sourceAddress: string;
  readonly targetAddress: string;
};

/** `pid`: parent and child by number; `name`: the parent's name alone, which others may have too. */
export type Link = 'start' | 'pid' | 'name';

/** A process and what it did. */
export type TraceNode = {
  readonly ref: string;
  readonly time: string;
  readonly command: string;
  readonly pid: number | null;
  readonly link: Link;
  /** What was noticed of it, in the order of time: rules, files, connections. */
  readonly acts: readonly Seen[];
  readonly children: readonly TraceNode[];
};

/**
 * `exact`: the one exec with this command in this container; `pod`: the only one in this pod within five seconds;
 * `ambiguous`: several execs or processes may belong together; `none`: no process was seen; `refused`: there was none.
 */
export const CONFIDENCES = ['exact', 'pod', 'ambiguous', 'none', 'refused'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export type Trace = {
  readonly exec: ExecRequest;
  readonly confidence: Confidence;
  /** Where it is ambiguous: every exec that may have started the processes, this one among them. */
  readonly candidates: readonly ExecRequest[];
  /** The process that the exec started; where it is ambiguous each that may be. */
  readonly processes: readonly TraceNode[];
  /** Seen in the same pod after it began, and tied to none of its processes. */
  readonly loose: readonly Seen[];
};
