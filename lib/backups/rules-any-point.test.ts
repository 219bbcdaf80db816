import { expect, it } from 'vitest';
import { anyPoint, wantsAnyPoint } from '@/lib/backups/rules-any-point';
import { restorable } from '@/lib/backups/rules-points';
import type { Point } from '@/lib/backups/types';

const NOW = new Date('2026-11-22T12:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

const point = (kind: Point['kind'], minutes: number): Point => ({
  ...{ key: `${kind}-${minutes}`, sourceId: 's', asset: 'db', repository: '', kind, status: 'ok', at: ago(minutes) },
  ...{ startedAt: null, endedAt: null, bytes: null, addedBytes: null, encryption: '', location: '', region: '' },
  ...{
    expiresAt: null,
    immutableUntil: null,
    needs: [],
    damaged: false,
    clock: null,
    note: '',
    receivedAt: NOW,
    goneAt: null,
  },
});
const part = (...points: Point[]) => ({ spans: restorable(points, []) });
const state = (...parts: ReturnType<typeof part>[]) => anyPoint(parts, { rpoMinutes: 60 }, NOW);

it.each([
  ['a fresh log on a copy', 'met', [part(point('full', 1_000), point('log', 10))]],
  ['a log that stopped', 'missed', [part(point('full', 1_000), point('log', 61))]],
  ['copies alone, however fresh', 'missed', [part(point('full', 5))]],
  ['a log without a copy before it', 'missed', [part(point('full', 5), point('log', 10))]],
  ['one part of two', 'missed', [part(point('full', 1_000), point('log', 10)), part(point('full', 5))]],
  ['nothing that is known', 'unknown', []],
])('%s: %s', (_, expected, parts) => {
  expect(state(...parts)).toBe(expected);
});

it('is asked of databases and of what promises a log', () => {
  expect(wantsAnyPoint([{ logMinutes: null }], ['restic'])).toBe(false);
  expect(wantsAnyPoint([{ logMinutes: 5 }], ['restic'])).toBe(true);
  expect(wantsAnyPoint([{ logMinutes: null }], ['azure-sql'])).toBe(true);
});
