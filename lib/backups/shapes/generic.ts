import { z } from 'zod';
import { BACKUP_LIMITS } from '@/lib/backups/limits';
import { wholeJson, wholeList, zonedTime } from '@/lib/backups/shapes/read';
import {
  type DraftCheck,
  type DraftPoint,
  type DraftTest,
  type Shape,
  type Told,
  UnreadableDocument,
} from '@/lib/backups/shapes/types';
import {
  CHECK_METHODS,
  CHECK_RESULTS,
  COMPARISONS,
  POINT_KINDS,
  POINT_STATUSES,
  TEST_KINDS,
  TEST_RESULTS,
} from '@/lib/backups/types';
import { isArray } from '@/lib/core/json';

/** With its zone: a time without one could be of anywhere. */
const time = z.string().transform((said, check) => {
  const at = zonedTime(said);
  if (at) return at;
  check.addIssue({ code: 'custom', message: 'a time with its offset, such as 2026-11-22T09:30:00Z' });
  return z.NEVER;
});
const name = z.string().min(1).max(BACKUP_LIMITS.name);
const word = z.string().max(BACKUP_LIMITS.name).default('');
const amount = z.number().min(0).max(Number.MAX_SAFE_INTEGER).optional();

const backup = z.object({
  id: name,
  asset: name,
  repository: word,
  kind: z.enum(POINT_KINDS).default('full'),
  status: z.enum(POINT_STATUSES).default('ok'),
  start: time.optional(),
  end: time.optional(),
  /** The instant that it brings back, where that is not its end. */
  point: time.optional(),
  bytes: amount,
  added_bytes: amount,
  encryption: word,
  location: word,
  region: word,
  expires: time.optional(),
  immutable_until: time.optional(),
  needs: z.array(name).max(BACKUP_LIMITS.needs).default([]),
  damaged: z.boolean().default(false),
  note: word,
});

const check = z.object({
  id: name.optional(),
  asset: word,
  repository: word,
  at: time,
  method: z.enum(CHECK_METHODS),
  result: z.enum(CHECK_RESULTS),
  note: word,
});

const restore = z.object({
  id: name,
  service: name.optional(),
  asset: name.optional(),
  kind: z.enum(TEST_KINDS).default('test'),
  start: time,
  seconds: z.number().positive(),
  bytes: amount,
  point_asked: time.optional(),
  point_reached: time.optional(),
  result: z.enum(TEST_RESULTS),
  compared: z.enum(COMPARISONS),
  compared_how: word,
  evidence: word,
  by: word,
  note: word,
});

const many = <T extends z.ZodType>(one: T) => z.array(one).max(BACKUP_LIMITS.records).default([]);

const schema = z.object({
  backups: many(backup),
  checks: many(check),
  restores: many(restore),
  /** The list holds every copy of these assets: what it does not name is gone. */
  complete: z.array(name).max(1_000).default([]),
});

function pointOf({
  id: key,
  start,
  end,
  point,
  added_bytes,
  expires,
  immutable_until,
  ...rest
}: z.output<typeof backup>): DraftPoint | null {
  const at = point ?? end ?? start;
  if (!at) return null;
  const times = { at, startedAt: start, endedAt: end, expiresAt: expires, immutableUntil: immutable_until };
  return { key, ...rest, ...times, addedBytes: added_bytes };
}

const checkOf = ({ id, at, ...rest }: z.output<typeof check>): DraftCheck => ({
  ...rest,
  at,
  key: id ?? `${rest.asset}/${rest.repository}/${rest.method}/${at.toISOString()}`,
});

function testOf({
  id,
  start,
  point_asked,
  point_reached,
  compared_how,
  service,
  asset,
  ...rest
}: z.output<typeof restore>): DraftTest {
  const times = { startedAt: start, pointAsked: point_asked, pointReached: point_reached };
  return {
    ...rest,
    ...times,
    key: id,
    comparedNote: compared_how,
    ...(service && { service }),
    ...(asset && { asset }),
  };
}

function read(said: string): Told {
  const document = wholeJson(said);
  const parsed = schema.safeParse(isArray(document) ? { backups: document } : document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UnreadableDocument('unknown', issue ? `${issue.path.join('.')}: ${issue.message}`.slice(0, 300) : '');
  }
  const { backups, checks, restores, complete } = parsed.data;
  if (backups.length + checks.length + restores.length + complete.length === 0) throw new UnreadableDocument('empty');
  const points = backups.map(pointOf);
  const skipped = points.flatMap((found, index) =>
    found ? [] : [{ place: `backups.${index}`, code: 'no_time' as const }],
  );
  const whole = complete.map((asset) => ({ asset, repository: null }));
  return {
    ...((backups.length > 0 || complete.length > 0) && { points: points.filter((one) => one !== null) }),
    ...(checks.length > 0 && { checks: checks.map(checkOf) }),
    ...(restores.length > 0 && { tests: restores.map(testOf) }),
    ...(complete.length > 0 ? wholeList(whole, skipped, 'complete') : { skipped }),
  };
}

/** Our own shape, for tools that speak none of the others (docs/backups.md). */
export const generic: Shape = { id: 'generic', label: 'Lagebild', read };
