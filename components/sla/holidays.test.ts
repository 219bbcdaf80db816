import { expect, test } from 'vitest';
import { holidaysOf, textOf } from '@/components/sla/holidays';

test('holidays are read as they are pasted: blanks, commas, semicolons, empty lines', () => {
  expect(holidaysOf('2026-12-25 Christmas Day\n\n  2026-12-26;Boxing Day\r\n2027-01-01,New Year\n2027-05-01')).toEqual([
    { day: '2026-12-25', name: 'Christmas Day' },
    { day: '2026-12-26', name: 'Boxing Day' },
    { day: '2027-01-01', name: 'New Year' },
    { day: '2027-05-01', name: '' },
  ]);
});

test('a line without a day is kept, so that the form can refuse it', () => {
  expect(holidaysOf('Easter 2027-03-29')).toEqual([{ day: 'Easter', name: '2027-03-29' }]);
});

test('what is shown reads as what it was', () => {
  const holidays = [
    { day: '2026-12-25', name: 'Christmas Day' },
    { day: '2027-05-01', name: '' },
  ];
  expect(holidaysOf(textOf(holidays))).toEqual(holidays);
  expect(holidaysOf('')).toEqual([]);
});
