import { expect, test } from 'vitest';
import { makeLogger } from '@/lib/core/log';

function lineOf(entry: object): string {
  let line = '';
  makeLogger('info', { write: (text: string) => (line += text) }).info(entry, 'something');
  return line;
}

test('a line has time, level by name, the request id and the message', () => {
  const line: unknown = JSON.parse(lineOf({ requestId: 'r-1' }));
  expect(line).toMatchObject({
    level: 'info',
    requestId: 'r-1',
    msg: 'something',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
  });
});

test.each([
  [{ password: 'hunter2' }],
  [{ headers: { authorization: 'hunter2' } }],
  [{ request: { headers: { cookie: 'hunter2' } } }],
  [{ err: new Error('connect postgresql://lagebild:hunter2@127.0.0.1:5432/x failed') }],
  [{ err: new Error('outer', { cause: new Error('lgb_abcdefgh_hunter2 refused') }) }],
  [{ err: new Error('header Authorization: Bearer hunter2.hunter2') }],
])('no secret leaves: %j', (entry) => {
  const line = lineOf(entry);
  expect(line).toContain('cut');
  expect(line).not.toContain('hunter2');
});

test('what only looks like an error keeps its message, without secrets', () => {
  const line = lineOf({ err: { message: 'postgresql://lagebild:hunter2@db refused', queue: 'imports' } });
  expect(JSON.parse(line)).toMatchObject({ err: { message: 'postgresql://lagebild:[cut]@db refused' } });
});
