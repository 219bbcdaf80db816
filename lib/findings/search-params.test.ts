import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPEN_STATUSES } from '@/lib/findings/rules';
import {
  AGE_NAMES,
  ANSWERS,
  filterFromChoice,
  findingHref,
  findingsHref,
  listHref,
  loadFindingsAddress,
  orderOf,
  SLA_STATES,
  SORTS,
  splitOrder,
  TURNS,
} from '@/lib/findings/search-params';
import { SEVERITIES } from '@/lib/findings/severity';
import { FINDING_KINDS, FINDING_STATUSES } from '@/lib/findings/types';

const text = fc
  .string({ minLength: 1, maxLength: 40 })
  .filter((value) => value.trim() === value && !value.includes('\u0000'));
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));
const some = <T>(values: readonly T[]) => fc.subarray([...values]);

const address = fc.record({
  status: fc.subarray([...FINDING_STATUSES], { minLength: 1 }),
  severity: some(SEVERITIES),
  product: fc.array(text, { maxLength: 3 }),
  team: fc.array(text, { maxLength: 3 }),
  kind: some(FINDING_KINDS),
  scanner: fc.array(text, { maxLength: 3 }),
  tag: fc.array(text, { maxLength: 3 }),
  kev: some(ANSWERS),
  sla: some(SLA_STATES),
  age: some(AGE_NAMES),
  assignee: fc.array(fc.oneof(fc.constantFrom('me', 'none'), fc.uuid()), { maxLength: 3 }),
  id: fc.option(text, { nil: null }),
  package: fc.option(text, { nil: null }),
  q: fc.option(text, { nil: null }),
  changed: fc.option(fc.record({ turn: fc.constantFrom(...TURNS), from: day, to: day }), { nil: null }),
  import: fc.option(fc.uuid(), { nil: null }),
  sort: fc.constantFrom(...SORTS.flatMap((key) => [`${key}.asc`, `${key}.desc`] as const)),
  open: fc.option(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { nil: null }),
});

describe('the way back to the list', () => {
  it('carries the list that a finding was opened from', () => {
    const address = { severity: ['high' as const], sort: 'due.asc' as const, open: 7 };
    const from = new URL(findingHref(7, address), 'https://example.org').searchParams.get('from') ?? '';
    expect(listHref(from)).toBe(findingsHref(address));
  });

  it('leads to the list of findings and nowhere else', () => {
    for (const from of ['https://evil.example', '//evil.example', '/imports?x=1', 'javascript:alert(1)', '']) {
      expect(listHref(from)).toBe('/findings');
    }
    expect(listHref(undefined)).toBe('/findings');
    expect(listHref(['?severity=high', '?severity=low'])).toBe('/findings');
  });
});

describe('the address of the list', () => {
  it('is the state: every state comes back from its own address', () => {
    fc.assert(
      fc.property(address, (state) => {
        const href = findingsHref(state);
        expect(loadFindingsAddress(new URL(href, 'http://x'))).toMatchObject(state);
      }),
    );
  });

  it('keeps what looks like its own separator', () => {
    const scanner = ['%2C!', '%252c', '100%', '%', ',', 'a,b%2Cc'];
    expect(loadFindingsAddress(new URL(findingsHref({ scanner }), 'http://x')).scanner).toEqual(scanner);
    expect(loadFindingsAddress('?scanner=a%2Cb,100%25').scanner).toEqual(['a', 'b', '100%']);
  });

  it('is short where nothing is chosen, and shows what is open', () => {
    expect(findingsHref()).toBe('/findings');
    expect(findingsHref({ status: [...OPEN_STATUSES], sort: 'severity.desc' })).toBe('/findings');
    expect(loadFindingsAddress('').status).toEqual([...OPEN_STATUSES]);
    expect(findingsHref({ status: [...FINDING_STATUSES] })).toBe('/findings?status=any');
  });

  it('leaves out what it does not know instead of failing', () => {
    const loaded = loadFindingsAddress(
      '?status=gone&severity=high,awful&source=1&import=x&from=2026-02-31&open=a&sort=x',
    );
    expect(loaded).toMatchObject({ severity: ['high'], source: [], import: null, from: null, open: null });
    expect(loaded.status).toEqual([...OPEN_STATUSES]);
    expect(loaded.sort).toBe('severity.desc');
    expect(loadFindingsAddress(`?tag=${Array.from({ length: 999 }, (_, n) => n).join(',')}`).tag).toHaveLength(100);
  });

  it('turns a choice into a change of the address', () => {
    expect(filterFromChoice('tag', ['a,b', 'c'])).toEqual({ tag: ['a,b', 'c'] });
    expect(filterFromChoice('tag', ['50 % über', '%2C'])).toEqual({ tag: ['50 % über', '%2C'] });
    expect(filterFromChoice('severity', ['critical', 'x'])).toEqual({ severity: ['critical'] });
    expect(filterFromChoice('status', [])).toEqual({ status: [...OPEN_STATUSES] });
  });

  it('splits and joins orders', () => {
    for (const key of SORTS) expect(splitOrder(orderOf(key, 'asc'))).toEqual({ key, direction: 'asc' });
  });
});
