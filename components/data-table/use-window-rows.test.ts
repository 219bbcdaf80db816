import { describe, expect, it } from 'vitest';
import { rowsWithin, scrolledTo } from '@/components/data-table/use-window-rows';

const rows = { count: 1000, height: 40, top: 200 };

describe('rowsWithin', () => {
  it('draws what the window shows and twelve rows around', () => {
    expect(rowsWithin(rows, 0, 800)).toEqual({ first: 0, end: 28 });
    expect(rowsWithin(rows, 200 + 40 * 100, 800)).toEqual({ first: 88, end: 133 });
  });

  it('stays within the rows there are', () => {
    expect(rowsWithin({ ...rows, count: 3 }, 0, 800)).toEqual({ first: 0, end: 3 });
    expect(rowsWithin(rows, 1_000_000, 800)).toEqual({ first: 1000, end: 1000 });
    expect(rowsWithin({ ...rows, count: 0 }, 0, 800)).toEqual({ first: 0, end: 0 });
  });
});

describe('scrolledTo', () => {
  it('leaves the page where it is while the row is uncovered', () => {
    expect(scrolledTo(10, rows, 300, 800)).toBe(300);
  });

  it('brings a row out from under the head, and from behind the end', () => {
    expect(scrolledTo(10, rows, 1000, 800)).toBe(200 + 400 - 40);
    expect(scrolledTo(0, { ...rows, top: 10 }, 500, 800)).toBe(0);
    expect(scrolledTo(50, rows, 300, 800)).toBe(200 + 2000 + 40 + 72 - 800);
  });
});
