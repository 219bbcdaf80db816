import { describe, expect, it } from 'vitest';
import { firstCells } from '@/lib/events/shapes/first-cells';
import { postgres } from '@/lib/events/shapes/postgres';
import { corpusAt, drafts, fixture, readings } from '@/lib/events/testing/read';
import { parseTime } from '@/lib/events/time';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);
const [role, table, refused, stranger, authorized, ready, authenticated] = drafts(
  postgres,
  fixture('postgres/jsonlog.jsonl'),
);

describe('a record of PostgreSQL', () => {
  it('of pgaudit tells the statement that ran', () => {
    expect(role).toMatchObject({
      class: 'database',
      time: '2026-11-22 10:00:00.139 UTC',
      key: '6b01ec68.5226/3',
      outcome: 'success',
      name: 'ALTER ROLE',
      message: 'ROLE: alter role app superuser',
      action: 'ALTER ROLE',
      actor: 'postgres',
      sourceAddress: '10.0.0.7',
      process: 'psql',
      also: { db: 'shop', object: '', session: '6b01ec68.5226' },
    });
  });

  it('of pgaudit may hold quotes and line breaks', () => {
    expect(table?.message).toBe('DDL: public.account: create table account(\n  id int,\n  "Name" text\n);');
    expect(table).toMatchObject({ sourceAddress: '', also: { object: 'public.account' } });
  });

  it('in the time of its zone is that moment', () => {
    expect(parseTime(table?.time ?? '')).toBe(parseTime('2026-11-22T10:00:01.147Z'));
  });

  it('of a refused statement is a failure with the statement', () => {
    expect(refused).toMatchObject({
      severity: 1,
      outcome: 'failure',
      name: 'ERROR 42501',
      message: 'must be owner of table account: drop table account',
      action: 'DROP TABLE',
      actor: 'app',
    });
  });

  it('of a session says how it went', () => {
    expect(stranger).toMatchObject({ severity: 2, outcome: 'failure', name: 'FATAL 28000', actor: 'nobody1' });
    expect(authorized).toMatchObject({ outcome: 'unknown', name: 'connection authorized', actor: 'postgres' });
    expect(authenticated).toMatchObject({ outcome: 'success', name: 'connection authenticated' });
    expect(ready).toMatchObject({ outcome: 'unknown', name: 'LOG', process: 'postmaster' });
  });

  it.each(['{}', '{"message": "x"}', '{"error_severity": "LOG"}', '{"error_severity": 1, "message": "x"}'])(
    'is none: %s',
    (text) => {
      expect(readings(postgres, text)).toEqual(['not_this_shape']);
    },
  );
});

describe('the first cells of a line', () => {
  it.each([
    ['a,b,c', ['a', 'b']],
    ['"a,""b""",c', ['a,"b"', 'c']],
    ['"never ends, x', ['never ends, x']],
    ['', ['']],
    [',', ['', '']],
    ['"a"b,c', ['a', 'c']],
    ['"', ['']],
  ])('%j', (line, cells) => {
    expect(firstCells(line, 2)).toEqual(cells);
  });
});

describe.skipIf(!corpus.isThere)('real records', () => {
  const events = corpus.isThere ? drafts(postgres, corpus.text('postgres/pgaudit_jsonlog.jsonl')) : [];

  it('are read, all of them, each with a key of its own and a time', () => {
    expect(events.length).toBe(corpus.text('postgres/pgaudit_jsonlog.jsonl').trim().split('\n').length);
    expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
    expect(events.filter(({ time }) => parseTime(time) === null)).toEqual([]);
  });

  it('tell the escalation and what was refused before', () => {
    const roles = events.filter(({ message }) => /alter role/i.test(message));
    expect(roles.map(({ actor, outcome, name }) => [actor, outcome, name])).toEqual([
      ['app', 'failure', 'ERROR 42501'],
      ['postgres', 'success', 'ALTER ROLE'],
    ]);
    expect(events.filter(({ outcome }) => outcome === 'failure').map(({ actor }) => actor)).toEqual([
      'app',
      'app',
      'nobody1',
    ]);
  });
});
