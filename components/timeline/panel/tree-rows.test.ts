import { expect, it } from 'vitest';
import { treeMove, treeRows } from '@/components/timeline/panel/tree-rows';
import type { Seen, TraceNode } from '@/lib/timeline/trace/types';

const seen = (ref: string, second: number, more: Partial<Seen> = {}): Seen => ({
  ref,
  time: `2026-11-22T10:00:0${second}.000000000Z`,
  ...{
    namespace: 'shop',
    pod: 'web-1',
    containers: [],
    command: ref,
    name: ref,
    parentName: '',
    pid: null,
    parentPid: null,
  },
  ...{ title: `rule of ${ref}`, severity: 1, file: '', sourceAddress: '', targetAddress: '', ...more },
});
const node = (ref: string, second: number, acts: readonly Seen[], children: readonly TraceNode[] = []): TraceNode => ({
  ...{ ref, time: seen(ref, second).time, command: ref, pid: null, link: 'pid', children },
  acts: [seen(ref, second), ...acts],
});

const TREE = [
  node(
    'bash',
    0,
    [seen('reads', 3, { file: '/etc/shadow' })],
    [node('curl', 2, [seen('out', 4, { targetAddress: '203.0.113.9' })])],
  ),
];
const rows = treeRows(TREE, new Set());

it('has processes, and what was noticed of them, in the order of time', () => {
  expect(rows.map(({ id, level, place, of, expanded }) => [id, level, place, of, expanded])).toEqual([
    ['p bash', 1, 1, 1, true],
    ['p curl', 2, 1, 2, true],
    ['a out', 3, 1, 1, null],
    ['a reads', 2, 2, 2, null],
  ]);
  // That it ran is no line of its own: the rule that said so stands beside the process.
  expect(rows[0]?.seen?.title).toBe('rule of bash');
  expect(treeRows(TREE, new Set(['p curl'])).map(({ id }) => id)).toEqual(['p bash', 'p curl', 'a reads']);
});

it.each([
  ['p bash', 'ArrowDown', { to: 'p curl' }],
  ['p bash', 'ArrowUp', null],
  ['p bash', 'ArrowLeft', { toggle: 'p bash' }],
  ['p bash', 'ArrowRight', { to: 'p curl' }],
  ['a out', 'ArrowRight', null],
  ['a out', 'ArrowLeft', { to: 'p curl' }],
  ['a out', 'Home', { to: 'p bash' }],
  ['p bash', 'End', { to: 'a reads' }],
  ['p bash', '/', { to: 'a reads' }],
  ['p bash', '2', { to: 'a out' }],
  ['p bash', 'x', null],
  ['gone', 'ArrowDown', null],
])('at %s %s does %j', (at, key, move) => {
  expect(treeMove(rows, at, key)).toEqual(move);
});
