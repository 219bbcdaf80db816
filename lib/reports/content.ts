import { z } from 'zod';
import { STATES as OBJECTIVE_STATES, OBJECTIVES } from '@/lib/backups/types';
import { CONTROL_STATES } from '@/lib/compliance/types';
import { AGE_NAMES } from '@/lib/findings/search-params';
import { SEVERITIES } from '@/lib/findings/severity';
import { SPANS } from '@/lib/incidents/figures/types';
import { AREAS, reasonsSchema, STANDINGS, STATES } from '@/lib/safeguards/types';

/** What ends within so many days is up for decision. */
export const SOON_DAYS = 30;

const moment = z.iso.datetime();
const words = z.object({ en: z.string(), de: z.string(), it: z.string(), nl: z.string() });
const count = z.number().min(0);
const states = z.object({ met: count, partly: count, missed: count, unknown: count });

const promise = z.object({
  id: z.string(),
  area: z.enum(AREAS),
  /** As the catalogue had it when the report was made. */
  promise: words,
  state: z.enum(STATES),
  /** At the moment that the report compares with; null: not known. */
  before: z.enum(STATES).nullable(),
  /** Where it stood then: as `before`, or excepted, or with nothing to judge it by. Reports of before do not say. */
  stood: z.enum(STANDINGS).nullable().optional(),
  counts: z.boolean(),
  excepted: z.boolean(),
  good: count,
  total: count,
  atLeast: z.number(),
  since: moment.nullable(),
  freshAt: moment.nullable(),
  owner: z.string().nullable(),
  /** Who answers where nobody was named, as the catalogue had it. */
  role: z.string().optional(),
  reasons: reasonsSchema,
});
export type ReportPromise = z.infer<typeof promise>;

/** `promise`: its id. `place`: team or product by name; null: the whole organisation. */
const exception = z.object({
  ...{ number: count, promise: z.string(), place: z.string().nullable(), approved: z.boolean() },
  ...{ requester: z.string(), approver: z.string().nullable(), requestedAt: moment, expiresAt: moment },
});

const postureSection = z.object({
  id: z.literal('posture'),
  score: z.object({ points: count, of: count, excepted: count, idle: count }),
  /** Null: nobody had judged anything by then. */
  scoreBefore: z.object({ points: count, of: count }).nullable(),
  states,
  areas: z.array(z.object({ area: z.enum(AREAS), points: count, of: count, states })),
  course: z.array(z.object({ day: z.iso.date(), states })),
  promises: z.array(promise),
  /** Those in force, and requests that wait; the ones that end first at the top. */
  exceptions: z.array(exception).optional(),
  judgedAt: moment.nullable(),
  stale: z.boolean(),
});

const each = <K extends string, T extends z.ZodType>(names: readonly K[], value: T) => z.record(z.enum(names), value);
const amount = z.int();

const fixes = z.object({
  fixed: count,
  meanDays: z.number().nullable(),
  medianDays: z.number().nullable(),
  due: count,
  met: count,
  reopened: count,
});

const findingsSection = z.object({
  id: z.literal('findings'),
  /** The first day of which anything is known; null: nothing is. */
  since: z.iso.date().nullable(),
  /** By the day that a week ends with, oldest first; the first one is where the period begins. */
  weeks: z.array(
    z.object({
      ...{ day: z.iso.date(), open: amount, severities: each(SEVERITIES, amount) },
      ...{ found: amount, back: amount, fixed: amount, dismissed: amount },
    }),
  ),
  fixes: z.object({ all: fixes, before: fixes, severities: each(SEVERITIES, fixes).optional() }),
  ages: each(AGE_NAMES, each(SEVERITIES, amount)),
});

const tlsSection = z.object({
  id: z.literal('tls'),
  ...{ total: count, met: count, missed: count, unknown: count, expiring: count },
  /** Best first; null: not graded. */
  grades: z.array(z.object({ letter: z.string().nullable(), n: count })),
  /** Endpoints that miss their target, the worst first: as many as are named. */
  below: z
    .array(
      z.object({
        ...{ id: z.string(), name: z.string(), product: z.string(), letter: z.string().nullable() },
        ...{ target: z.string(), expiresAt: moment.nullable() },
      }),
    )
    .optional(),
});

const recoverySection = z.object({
  id: z.literal('recovery'),
  /** Of all services; reports of before name them all. */
  counts: z.object({ total: count, met: count, missed: count }).optional(),
  services: z.array(
    z.object({
      id: z.string().optional(),
      name: z.string(),
      product: z.string(),
      verdicts: z.array(z.object({ objective: z.enum(OBJECTIVES), state: z.enum(OBJECTIVE_STATES) })),
    }),
  ),
});

const spread = z.object({ n: count, median: z.number().nullable(), p90: z.number().nullable() });

/** Times in seconds. */
const incidentsSection = z.object({
  id: z.literal('incidents'),
  ...{ counted: count, leftOut: count, times: each(SPANS, spread), before: each(SPANS, spread) },
  reactions: z.array(z.object({ priority: z.int().min(1).max(4), met: count, missed: count })),
  /** How many actions were overdue; reports of before name them all. */
  overdueTotal: count.optional(),
  overdue: z.array(
    z.object({ incident: count, number: count, title: z.string(), owner: z.string(), dueOn: z.iso.date() }),
  ),
});

const controlsSection = z.object({
  id: z.literal('controls'),
  frameworks: z.array(
    z.object({ id: z.string(), title: z.string(), applicable: count, counts: each(CONTROL_STATES, count) }),
  ),
});

/** `rows`: those that end first; `waiting`: requests to accept a risk that nobody has decided. */
const risksSection = z.object({
  id: z.literal('risks'),
  total: count,
  waiting: count.nullable(),
  /** How many end within `SOON_DAYS`; in reports of before those of `rows` do. */
  ending: count.optional(),
  /** Those requests, the longest waiting first: as many as are named. */
  requests: z
    .array(
      z.object({
        ...{ number: count, product: z.string(), requester: z.string(), requestedAt: moment, expiresAt: moment },
      }),
    )
    .optional(),
  rows: z.array(
    z.object({
      ...{ number: count, product: z.string(), scope: z.string(), of: z.string(), ceiling: z.int().min(0).max(4) },
      ...{ reason: z.string(), approver: z.string(), expiresAt: moment },
    }),
  ),
});

const sourcesSection = z.object({
  id: z.literal('sources'),
  ...{ total: count, silent: count, newestAt: moment.nullable() },
  names: z.array(z.object({ name: z.string(), product: z.string(), lastAt: moment.nullable() })),
});

const sectionSchema = z.discriminatedUnion('id', [
  postureSection,
  findingsSection,
  tlsSection,
  recoverySection,
  incidentsSection,
  controlsSection,
  risksSection,
  sourcesSection,
]);
export type ReportSection = z.infer<typeof sectionSchema>;
export type SectionId = ReportSection['id'];
export type SectionOf<K extends SectionId> = Extract<ReportSection, { id: K }>;

/**
 * A report as it is stored: everything that its page and its PDF show, in no language. What is optional in it is missing in
 * reports that were made before it was known: they are read as they are.
 */
export const reportSchema = z.object({
  schema: z.literal(1),
  asOf: moment,
  weeks: z.int(),
  /** The moment that changes are counted from: the report before of the same kind (docs/reports.md), or where the period begins. */
  comparedWith: z.object({ at: moment, report: z.int().nullable() }),
  team: z.object({ slug: z.string(), name: z.string() }).nullable(),
  madeAt: moment,
  madeBy: z.string(),
  sections: z.array(sectionSchema),
});
export type ReportContent = z.infer<typeof reportSchema>;
