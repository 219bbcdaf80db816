import { describe, expect, it } from 'vitest';
import { durationOf } from '@/lib/backups/shapes/azure-records';
import { SHAPES } from '@/lib/backups/shapes/registry';
import { fixture, reading } from '@/lib/backups/testing/reading';

describe('restic', () => {
  it('tells good, damaged and locked apart, and what was read', () => {
    const good = { method: 'data', result: 'ok' };
    expect(reading('restic', fixture('restic-check.txt'))).toMatchObject({ checks: [good] });
    const damaged = {
      method: 'data',
      result: 'damaged',
      note: expect.stringContaining('ciphertext verification failed'),
    };
    expect(reading('restic', fixture('restic-check-damaged.txt'))).toMatchObject({ checks: [damaged] });
    const locked = 'Fatal: unable to create lock in backend: repository is already locked by PID 1\nrc 1\n';
    expect(reading('restic', locked)).toMatchObject({ checks: [{ result: 'unclear' }] });
    const metadata = 'check snapshots, trees and blobs\nno errors were found\n';
    expect(reading('restic', metadata, { exitCode: 0 })).toMatchObject({
      checks: [{ method: 'metadata', result: 'ok' }],
    });
    expect(reading('restic', metadata, { exitCode: 1 })).toMatchObject({ checks: [{ result: 'unclear' }] });
  });

  it('knows copies, their list and their check by the repository that the sender names', () => {
    const of = { repository: 'sftp:one' };
    const told = reading('restic', fixture('restic-snapshots.json'), of);
    expect(told).toMatchObject({ whole: [{ asset: null, repository: 'sftp:one' }] });
    expect(told).toHaveProperty('points.0.repository', 'sftp:one');
    expect(reading('restic', fixture('restic-check-damaged.txt'), of)).toMatchObject({ checks: [of] });
    expect(reading('restic', '[]')).toMatchObject({ whole: [{ repository: null }] });
  });

  it('takes the whole list, also an empty one', () => {
    expect(reading('restic', '[]')).toMatchObject({ points: [], whole: [{ asset: null }] });
    expect(reading('restic', '[{"name":"x"}]')).toBe('unknown');
  });
});

describe('Borg', () => {
  it('asks for the zone, and reads its local times in it', () => {
    expect(reading('borg', fixture('borg-list.json'))).toBe('zone');
    const told = reading('borg', fixture('borg-list.json'), { zone: 'Europe/Berlin' });
    expect(told).toMatchObject({ whole: [{ asset: null, repository: '/srv/backup/borg' }] });
    expect(told).toHaveProperty('points.0.at', new Date('2026-11-21T18:15:45Z'));
    expect(told).toHaveProperty('points.0.asset', 'db01');
  });

  it('takes one copy of `create` and `info` without believing it to be all', () => {
    for (const name of ['borg-create.json', 'borg-info.json']) {
      const told = reading('borg', fixture(name), { zone: 'UTC' });
      expect(told).toHaveProperty('points.length', 1);
      expect(told).not.toHaveProperty('whole');
      expect(told).toHaveProperty('points.0.encryption', 'repokey-blake2');
    }
  });

  it('says what kind of check it was', () => {
    expect(reading('borg', fixture('borg-check.txt'))).toMatchObject({ checks: [{ method: 'data', result: 'ok' }] });
    const bad =
      'Starting repository check\nData integrity error: Segment entry checksum mismatch [segment 1, offset 8]\nrc 1';
    expect(reading('borg', bad)).toMatchObject({ checks: [{ method: 'metadata', result: 'damaged' }] });
  });
});

it('looks through lines and names of any length in no time to speak of', () => {
  // By its square each of these took minutes.
  const long = 1_000_000;
  const archive = { id: '1', name: '-'.repeat(long), start: '2026-11-21T19:15:45Z' };
  const told = reading('borg', JSON.stringify({ archives: [archive] }));
  expect(told).toHaveProperty('points.0.note', archive.name);
  expect(told).toHaveProperty('points.0.asset.length', 300);
  const check = `Starting repository check\n${'completed with '.repeat(long / 10)}`;
  expect(reading('borg', check)).toMatchObject({ checks: [{ result: 'unclear' }] });
  const packs = `check all packs\n${'pack '.repeat(long / 5)}`;
  expect(reading('restic', packs)).toMatchObject({ checks: [{ result: 'unclear' }] });
});

describe('pgBackRest', () => {
  it('tells copies by repository, with the cipher of each and what a copy needs', () => {
    const told = reading('pgbackrest', fixture('pgbackrest-info.json'));
    expect(told).toMatchObject({
      points: [
        { kind: 'full', repository: '1', encryption: 'aes-256-cbc', at: new Date('2026-11-21T19:16:24Z') },
        { kind: 'full', repository: '2', encryption: 'none' },
        { kind: 'differential', repository: '1', needs: ['main/1/20261121-191622F'] },
      ],
      whole: [
        { asset: 'main', repository: '1' },
        { asset: 'main', repository: '2' },
      ],
    });
  });

  it('believes the report of a check, not an exit code that is 0 over damage too', () => {
    const report = 'stanza: main\nstatus: ok\n';
    const damaged = `stanza: main
status: error
  backup: 20261123-075650F, status: invalid, total files checked: 967, total valid files: 966
    checksum invalid: 1
`;
    expect(reading('pgbackrest', '')).toBe('exit_code');
    expect(reading('pgbackrest', '', { exitCode: 0 })).toMatchObject({ checks: [{ result: 'unclear' }] });
    expect(reading('pgbackrest', 'rc 0\n')).toMatchObject({ checks: [{ result: 'unclear' }] });
    expect(reading('pgbackrest', report, { asset: '', exitCode: 0 })).toMatchObject({
      checks: [{ asset: 'main', method: 'data', result: 'ok' }],
    });
    expect(reading('pgbackrest', report, { exitCode: 82 })).toMatchObject({ checks: [{ result: 'unclear' }] });
    expect(reading('pgbackrest', damaged, { exitCode: 0 })).toMatchObject({
      checks: [{ result: 'damaged', note: 'checksum invalid: 1' }],
    });
  });

  it('needs the copy before alone, which needs those before it', () => {
    const [stanza] = JSON.parse(fixture('pgbackrest-info.json'));
    const last = { ...stanza.backup.at(-1), prior: '20261121-191622F', reference: ['a', 'b', 'c'] };
    const told = reading('pgbackrest', JSON.stringify([{ ...stanza, backup: [last] }]));
    expect(told).toMatchObject({ points: [{ needs: ['main/1/20261121-191622F'] }] });
  });

  it('knows all of each repository by itself, and nothing of one that cannot be read', () => {
    const [stanza] = JSON.parse(fixture('pgbackrest-info.json'));
    const repo = [
      { key: 1, status: { code: 99, message: 'error' } },
      { key: 2, status: { code: 2, message: 'no valid backups' } },
    ];
    const told = reading('pgbackrest', JSON.stringify([{ ...stanza, repo }]));
    expect(told).toMatchObject({ whole: [{ asset: 'main', repository: '2' }] });
  });

  it('takes how far the log is archived from PostgreSQL', () => {
    const row = '{"stanza":"main","archived_count":5,"last_archived_time":"2026-11-22T10:00:00.123456+01:00"}';
    const at = new Date('2026-11-22T09:00:00.123Z');
    expect(reading('pgbackrest', row)).toMatchObject({ points: [{ kind: 'log', asset: 'main', at }] });
  });
});

describe('Barman', () => {
  it('reads text that means numbers, and calls a check of the set-up no check of data', () => {
    const at = new Date('2026-11-21T19:17:06Z');
    const list = {
      points: [{ key: 'main/20261121T191705', at, status: 'ok', bytes: 40_227_274 }],
      whole: [{ asset: 'main' }],
    };
    expect(reading('barman', fixture('barman-list.json'))).toMatchObject(list);
    const shown = { points: [{ key: 'main/20261121T191705', at, startedAt: new Date('2026-11-21T19:17:05Z') }] };
    expect(reading('barman', fixture('barman-show.json'))).toMatchObject(shown);
    expect(reading('barman', fixture('barman-check.json'))).toMatchObject({
      checks: [{ method: 'metadata', result: 'ok' }],
    });
    expect(reading('barman', fixture('barman-status.json'))).toMatchObject({ points: [], checks: [] });
  });

  it('takes a failed copy at the time it is called by, on the clock of the copies beside it', () => {
    const list = reading('barman', fixture('barman-list-types.json'));
    expect(list).toMatchObject({
      points: [
        { key: 'main/20261123T020000', kind: 'incremental', status: 'ok' },
        { key: 'main/20261122T020000', kind: 'full', status: 'failed', at: new Date('2026-11-22T01:00:00Z') },
        { key: 'main/20261121T020000', kind: 'full', status: 'ok' },
      ],
      whole: [{ asset: 'main' }],
      skipped: [],
    });
    const alone = '{"main":[{"backup_id":"20261122T020000","status":"FAILED"}]}';
    const at = (zone: string | null) => reading('barman', alone, { zone });
    expect(at('America/New_York')).toMatchObject({ points: [{ at: new Date('2026-11-22T07:00:00Z') }] });
    expect(at(null)).toMatchObject({ points: [{ at: new Date('2026-11-22T02:00:00Z') }] });
    const shown = '{"main":{"backup_id":"20261122T020000","status":"FAILED","error":"disk full"}}';
    expect(reading('barman', shown)).toMatchObject({ points: [{ status: 'failed', note: 'disk full' }] });
  });

  it('reads of what kind a copy is, and what an increment is built on', () => {
    expect(reading('barman', fixture('barman-show-incremental.json'))).toMatchObject({
      points: [{ kind: 'incremental', needs: ['main/20261121T020000'], bytes: 4_194_304 }],
    });
    expect(reading('barman', fixture('barman-list-types.json'))).not.toHaveProperty('points.0.needs');
    const odd = '{"main":[{"backup_id":"20261122T020000","backup_type":"new","status":"FAILED"}]}';
    expect(reading('barman', odd)).toMatchObject({ points: [], skipped: [{ code: 'not_whole' }, { code: 'broken' }] });
  });
});

describe('a row of pg_stat_archiver', () => {
  const row = {
    ...{ stanza: 'main', archived_count: 5, last_archived_wal: '00000001000000000000000C' },
    last_archived_time: '2026-11-22T11:00:00+00:00',
  };
  const at = (more: object, shape = 'pgbackrest') => reading(shape, JSON.stringify({ ...row, ...more }));

  it.each(['pgbackrest', 'barman'])('of %s ends at the last archived record, not when that was archived', (shape) => {
    const record = new Date('2026-11-22T08:00:00Z');
    expect(at({ last_record_time: record.toISOString(), waiting: 3 }, shape)).toMatchObject({
      points: [{ kind: 'log', asset: 'main', at: record, endedAt: new Date('2026-11-22T11:00:00Z') }],
    });
    expect(at({ waiting: 0, last_failed_wal: 'x' }, shape)).toMatchObject({
      points: [{ at: new Date('2026-11-22T11:00:00Z') }],
    });
  });

  it('tells nothing while the archive is behind and nothing says how far', () => {
    const unknown = { skipped: [{ place: 'last_record_time', code: 'backlog' }] };
    expect(at({ waiting: 3 })).toEqual(unknown);
    expect(at({ last_failed_wal: '00000001000000000000000D' })).toEqual(unknown);
    expect(at({ last_archived_time: null })).toMatchObject({ skipped: [{ code: 'no_time' }] });
  });
});

describe('a list of which a row cannot be read', () => {
  it.each([
    ['barman', '{"main":["20261121T191705"]}'],
    ['barman', '{"main":[{"backup_id":"20261121T191705","status":"NEW"}]}'],
    ['restic', `[{"name":"x"},${fixture('restic-snapshots.json').trim().slice(1)}`],
    ['borg', '{"archives":[null],"repository":{"location":"/srv"}}'],
    ['generic', '{"backups":[{"id":"1","asset":"db"}],"complete":["db"]}'],
    ['pgbackrest', '[{"name":"main","repo":[{"key":1,"status":{"code":0}}],"backup":[{"label":"x"}]}]'],
  ])('of %s takes nothing for gone, and says so: %s', (shape, text) => {
    expect(reading(shape, text, { zone: 'UTC' })).toMatchObject({
      whole: [],
      skipped: [{ code: 'not_whole' }, expect.anything()],
    });
  });
});

describe('Velero', () => {
  it('never takes PartiallyFailed for a success, and a restore for no comparison', () => {
    expect(reading('velero', fixture('velero.yaml'))).toMatchObject({
      points: [
        { key: 'b1', asset: 'daily', status: 'ok', expiresAt: new Date('2026-12-21T01:00:00Z') },
        { key: 'b2', status: 'partial', note: 'errors: 2' },
      ],
      tests: [{ seconds: 300, result: 'ok', compared: 'none' }],
      skipped: [{ place: 'velero/daily-3', code: 'no_time' }],
    });
  });

  it('knows what a schedule promises, how long its copies are kept, and that it is paused', () => {
    const schedule = (name: string, spec: object) => ({
      kind: 'Schedule',
      metadata: { name, namespace: 'velero' },
      spec,
    });
    const items = [
      schedule('daily', { schedule: '0 7 * * *', template: { ttl: '240h0m0s' } }),
      schedule('nightly', { schedule: '@every 6h', paused: true }),
      schedule('odd', { schedule: 'now and then' }),
      schedule('none', {}),
    ];
    expect(reading('velero', JSON.stringify({ kind: 'List', items }))).toMatchObject({
      schedules: [
        { asset: 'daily', every: '0 7 * * *', everyMinutes: 1440, keepMinutes: 240 * 60, paused: false },
        { asset: 'nightly', everyMinutes: 360, keepMinutes: 720 * 60, paused: true },
        { asset: 'odd', every: 'now and then', everyMinutes: null },
      ],
      skipped: [{ place: 'velero/none', code: 'broken' }],
    });
  });

  it('unfolds no bomb of aliases', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`)
      .join('\n')}`;
    expect(reading('velero', bomb)).toBe('not_yaml');
  });
});

describe('Azure', () => {
  it('counts recovery points, not jobs that say Completed', () => {
    const told = reading('azure-backup', fixture('azure-items.json'));
    expect(told).toMatchObject({
      points: [{ asset: 'share-b', note: 'ProtectionStopped, Healthy', at: new Date('2026-06-01T23:02:10.123Z') }],
      skipped: [{ place: 'share-a', code: 'no_point' }],
    });
  });

  it('reads both ways to write a length', () => {
    expect([durationOf('PT31.3066291S'), durationOf('01:02:03.5'), durationOf('P1DT2H'), durationOf('')]).toEqual([
      31.3066291,
      3723.5,
      93_600,
      undefined,
    ]);
  });

  it('knows the beginning of a database window, and believes in the least redundancy', () => {
    const told = reading('azure-sql', fixture('azure-sql.json'));
    expect(told).toMatchObject({
      points: [
        { asset: 'orders', kind: 'full', at: new Date('2026-11-14T00:00:00Z') },
        { asset: 'orders', kind: 'log', at: new Date('2026-11-22T11:50:00Z') },
      ],
      skipped: [{ place: 'archive', code: 'no_point' }],
      redundancy: 'Local',
    });
  });
});

describe('Azure SQL', () => {
  it('reads restore points as documented: the window of a database, a copy of a warehouse', () => {
    const told = reading('azure-sql', fixture('azure-sql-restore-points.json'));
    expect(told).toMatchObject({
      points: [
        { asset: 'orders', kind: 'full', at: new Date('2026-11-15T00:00:00Z'), repository: 'point-in-time' },
        { asset: 'orders', kind: 'log', at: new Date('2026-11-22T11:50:00Z') },
        { asset: 'reports', kind: 'snapshot', at: new Date('2026-11-21T22:05:59Z'), note: 'before-load' },
      ],
      whole: [
        { asset: 'orders', repository: 'point-in-time' },
        { asset: 'reports', repository: 'restore-points' },
      ],
      skipped: [],
    });
    const page = JSON.stringify({ ...JSON.parse(fixture('azure-sql-restore-points.json')), nextLink: 'https://x' });
    expect(reading('azure-sql', page)).toMatchObject({ whole: [{ repository: 'point-in-time' }] });
  });

  it('reads long-term backups as documented: locked ones cannot be removed before they expire', () => {
    const expiresAt = new Date('2027-11-08T03:10:44Z');
    const told = reading('azure-sql', fixture('azure-sql-long-term.json'));
    expect(told).toMatchObject({ points: [{ asset: 'orders', expiresAt, immutableUntil: expiresAt }, { expiresAt }] });
    expect(told).not.toHaveProperty('points.1.immutableUntil');
  });
});

describe('our own shape', () => {
  it('takes copies, checks and restores, and says where one is wrong', () => {
    const backup = { id: '1', asset: 'db', end: '2026-11-22T10:00:00Z', encryption: 'AES' };
    const restore = {
      id: 'r',
      service: 'Shop',
      start: '2026-11-22T10:00:00Z',
      seconds: 60,
      result: 'ok',
      compared: 'checksums',
    };
    expect(
      reading('generic', JSON.stringify({ backups: [backup], restores: [restore], complete: ['db'] })),
    ).toMatchObject({
      points: [{ key: '1', at: new Date('2026-11-22T10:00:00Z') }],
      tests: [{ service: 'Shop', seconds: 60 }],
      whole: [{ asset: 'db' }],
    });
    expect(reading('generic', JSON.stringify([{ ...backup, end: '2026-11-22T10:00:00' }]))).toBe('unknown');
  });
});

describe('every shape', () => {
  const hostile = [
    '',
    ' ',
    'null',
    '[]',
    '{}',
    '[null]',
    '{"value":[null]}',
    '{',
    `${'['.repeat(5_000)}`,
    '\u0000',
    '{"__proto__":{"x":1}}',
    '- a\n- b',
    'rc 0',
  ];
  it.each(SHAPES.map(({ id }) => id))('%s refuses what it cannot read, with a code', (id) => {
    for (const text of hostile) {
      const told = reading(id, text);
      expect(typeof told === 'string' || typeof told === 'object').toBe(true);
    }
  });
});
