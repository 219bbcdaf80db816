import { describe, expect, it } from 'vitest';
import { acceptancesHref } from '@/lib/acceptances/search-params';
import { loadFilter, serializeFindings } from '@/lib/findings/search-params';
import { approvalAddress, findingQueue, nextWaiting, QUEUES, queueFilter, waitsIn } from '@/lib/inbox/queues';

const NOW = new Date('2026-11-22T12:00:00Z');
const ME = '0198f0a0-0000-7000-8000-000000000001';
const SOMEBODY = { id: '0198f0a0-0000-7000-8000-000000000002', name: 'Ben' };
const EVERYWHERE = { team: [], product: [] };

const ROW = {
  status: 'open',
  regressed: false,
  assignee: null,
  handedById: null,
  snoozedUntil: null,
  wokenAt: null,
} as const;

describe('queueFilter', () => {
  it('is an address of the list, so that every queue can be opened as one', () => {
    const texts = QUEUES.map((queue) => serializeFindings('', queueFilter(queue, EVERYWHERE, NOW)));
    expect(texts).toEqual([
      '?status=open&assignee=none&snoozed=no&from=2026-11-08',
      '?status=open&snoozed=no&regressed=yes',
      '?assignee=me&snoozed=no',
      '?own=yes&assignee=none,me&snoozed=no',
      '?sla=overdue,due_soon&snoozed=no',
      '?snoozed=woken',
      '?handover=pending',
    ]);
    for (const [index, text] of texts.entries()) {
      const queue = QUEUES[index];
      if (queue) expect(loadFilter(text)).toEqual(queueFilter(queue, EVERYWHERE, NOW));
    }
  });

  it('is narrowed by the scope of the shell', () => {
    expect(queueFilter('team', { team: ['shop'], product: ['api'] }, NOW)).toMatchObject({
      own: 'yes',
      team: ['shop'],
      product: ['api'],
    });
  });
});

describe('approvalAddress', () => {
  it('is the part of the register that waits for the reader, within the scope of the shell', () => {
    const address = approvalAddress({ team: ['shop'], product: [] });
    expect(acceptancesHref('', address)).toBe('?queue=decide&team=shop&sort=requested.asc');
    expect(findingQueue('approval')).toBe('new');
  });
});

describe('waitsIn', () => {
  it('tells what a decision took out of its queue', () => {
    expect(waitsIn('new', ROW, ME)).toBe(true);
    expect(waitsIn('new', { ...ROW, status: 'confirmed' }, ME)).toBe(false);
    expect(waitsIn('new', { ...ROW, assignee: SOMEBODY }, ME)).toBe(false);
    expect(waitsIn('new', { ...ROW, snoozedUntil: '2026-12-01T00:00:00.000Z' }, ME)).toBe(false);
    expect(waitsIn('regressed', { ...ROW, regressed: true }, ME)).toBe(true);
    expect(waitsIn('regressed', { ...ROW, regressed: true, status: 'confirmed' }, ME)).toBe(false);
    expect(waitsIn('mine', { ...ROW, assignee: { id: ME, name: 'Ada' }, status: 'in_progress' }, ME)).toBe(true);
    expect(waitsIn('mine', { ...ROW, assignee: SOMEBODY }, ME)).toBe(false);
    expect(waitsIn('team', { ...ROW, assignee: SOMEBODY }, ME)).toBe(false);
    expect(waitsIn('team', { ...ROW, assignee: { id: ME, name: 'Ada' } }, ME)).toBe(true);
    expect(waitsIn('due', { ...ROW, status: 'confirmed' }, ME)).toBe(true);
    expect(waitsIn('due', { ...ROW, status: 'false_positive' }, ME)).toBe(false);
    expect(waitsIn('woken', { ...ROW, wokenAt: '2026-11-22T08:00:00.000Z' }, ME)).toBe(true);
    expect(waitsIn('woken', ROW, ME)).toBe(false);
    expect(waitsIn('handover', { ...ROW, handedById: SOMEBODY.id }, ME)).toBe(true);
    expect(waitsIn('handover', ROW, ME)).toBe(false);
  });
});

describe('nextWaiting', () => {
  it('goes down, then back up, then says that the queue is done', () => {
    expect(nextWaiting([true, false, false, true], 1)).toBe(3);
    expect(nextWaiting([true, true, false, false], 2)).toBe(1);
    expect(nextWaiting([false, false], 0)).toBeNull();
    expect(nextWaiting([], -1)).toBeNull();
    expect(nextWaiting([true, true], -1)).toBe(0);
  });
});
