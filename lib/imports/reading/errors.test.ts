import { expect, it } from 'vitest';
import { REPORT_ERROR_CODES, ReportError } from '@/lib/imports/reading/errors';
import messages from '@/messages/en/importErrors.json';

it('has a title and a remedy for each refusal', () => {
  const told = new Map(Object.entries(messages));
  for (const code of REPORT_ERROR_CODES) {
    expect(told.get(code)?.title, code).toBeTruthy();
    expect(told.get(code)?.remedy, code).toBeTruthy();
  }
  expect([...told.keys()].sort()).toEqual([...REPORT_ERROR_CODES, 'unexpected'].sort());
});

it('keeps what is known inside when more is known outside', () => {
  const error = new ReportError('truncated', { offset: 5, path: 'a[1]' }).placed({
    offset: 9,
    line: 2,
    entry: 'b.json',
  });
  expect(error.toJSON()).toEqual({ code: 'truncated', params: {}, offset: 5, path: 'a[1]', line: 2, entry: 'b.json' });
});
