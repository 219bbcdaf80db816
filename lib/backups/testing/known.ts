import type { Known } from '@/lib/backups/rules';
import { DEFAULT_OBJECTIVES } from '@/lib/backups/schema';
import type { Check, Plan, Point, Test } from '@/lib/backups/types';

export const NOW = new Date('2026-11-22T12:00:00Z');

export const hoursAgo = (hours: number, now = NOW): Date => new Date(now.getTime() - hours * 3_600_000);

/** A whole copy of `db01`, made in ten minutes. */
export function aPoint(at: Date, more: Partial<Point> = {}): Point {
  return {
    key: at.toISOString(),
    sourceId: 'source',
    asset: 'db01',
    repository: '',
    kind: 'full',
    status: 'ok',
    at,
    startedAt: at,
    endedAt: new Date(at.getTime() + 600_000),
    bytes: 1_000_000,
    addedBytes: null,
    encryption: 'AES-256',
    location: 'fra',
    region: '',
    expiresAt: null,
    immutableUntil: null,
    needs: [],
    damaged: false,
    clock: null,
    note: '',
    receivedAt: at,
    goneAt: null,
    ...more,
  };
}

export function aCheck(at: Date, more: Partial<Check> = {}): Check {
  const where = { key: at.toISOString(), sourceId: 'source', asset: '', repository: '' };
  return { ...where, at, method: 'data', result: 'ok', note: '', ...more };
}

export function aTest(startedAt: Date, more: Partial<Test> = {}): Test {
  const asked = { pointAsked: null, pointReached: null };
  return {
    ...{ id: startedAt.toISOString(), kind: 'test', startedAt, seconds: 1800, bytes: 1_000_000, ...asked },
    ...{ result: 'ok', compared: 'checksums', ...more },
  };
}

export function aPlan(more: Partial<Plan> = {}): Plan {
  return {
    ...{ id: 'plan', sourceId: 'source', asset: 'db01', repository: '', part: '', location: '', region: '' },
    ...{
      everyMinutes: 1440,
      spanMinutes: null,
      startMinute: null,
      timeZone: 'UTC',
      windowMinutes: null,
      logMinutes: null,
    },
    ...more,
  };
}

/** A service of half a year with one part. */
export function known(points: readonly Point[], more: Partial<Known> = {}): Known {
  return {
    createdAt: hoursAgo(24 * 180),
    objectives: DEFAULT_OBJECTIVES,
    plans: [aPlan()],
    parts: new Map(points.length === 0 ? [] : [['db01', points]]),
    checks: [],
    tests: [],
    names: new Map([['source', 'nightly']]),
    cut: null,
    redundancy: new Map(),
    silent: [],
    ...more,
  };
}
