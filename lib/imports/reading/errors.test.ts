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

it('can be stored whatever the report says', () => {
  const error = new ReportError('unknown_format', { path: 'a\0', entry: 'b\ud800' }, { seen: 'x'.repeat(9_999), n: 1 });
  expect(error.toJSON()).toEqual({
    code: 'unknown_format',
    path: 'a\ufffd',
    entry: 'b\ufffd',
    params: { seen: 'x'.repeat(500), n: 1 },
  });
});

it('keeps what is known inside when more is known outside', () => {
  const error = new ReportError('truncated', { offset: 5, path: 'a[1]' }).placed({
    offset: 9,
    line: 2,
    entry: 'b.json',
  });
  expect(error.toJSON()).toEqual({ code: 'truncated', params: {}, offset: 5, path: 'a[1]', line: 2, entry: 'b.json' });
});
