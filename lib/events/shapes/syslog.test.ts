import { describe, expect, it } from 'vitest';
import { syslog } from '@/lib/events/shapes/syslog';
import { draft, drafts, fixture, readings } from '@/lib/events/testing/read';

// Constructed from the sources of OpenSSH, sudo, util-linux, shadow and Linux-PAM: no free sample is in the collection.
const told = drafts(syslog, fixture('syslog/auth.log'));
const network = drafts(syslog, fixture('syslog/network.log'));

/** Event of the second of the fixture's minute. */
const at = (second: number) => told.find(({ time }) => time.endsWith(`:${String(second).padStart(2, '0')}Z`));

describe('a message of sshd', () => {
  it.each([
    [0, 'Accepted publickey', 'success', 'kate', '203.0.113.9'],
    [1, 'Failed password', 'failure', 'root', '198.51.100.7'],
    [2, 'Failed password', 'failure', 'admin', '198.51.100.7'],
    // A name that was made to look like the rest of the line.
    [3, 'Failed password', 'failure', 'x from 192.0.2.1 port 22 ssh2', '198.51.100.7'],
    [4, 'Invalid user', 'failure', 'oracle', '198.51.100.7'],
    [5, 'Connection closed by', 'unknown', 'oracle', '198.51.100.7'],
    [6, 'Received disconnect', 'unknown', '', '198.51.100.7'],
    [7, 'Disconnected from', 'unknown', 'kate', '203.0.113.9'],
    [8, 'maximum authentication attempts exceeded', 'failure', 'root', '198.51.100.7'],
    [9, 'not allowed', 'failure', 'backup', '198.51.100.7'],
    [10, 'PAM: Authentication failure', 'failure', 'bob', '198.51.100.7'],
    [11, 'sshd', 'unknown', '', '198.51.100.7'],
    [13, 'sshd authentication failure', 'failure', 'root', '198.51.100.7'],
    [14, 'sshd session opened', 'success', 'kate', ''],
  ])('of second %i is %s', (second, name, outcome, actor, sourceAddress) => {
    expect(at(second)).toMatchObject({ class: 'identity', host: 'web-1', name, outcome, actor, sourceAddress });
  });

  it('that was folded counts as often as it came', () => {
    expect(told.filter(({ time }) => time.endsWith(':12Z'))).toEqual(
      Array(3).fill(expect.objectContaining({ name: 'Failed password', actor: 'root', sourceAddress: '198.51.100.7' })),
    );
  });

  it('keeps the process by which its lines belong together', () => {
    expect(at(0)?.also).toMatchObject({ pid: '1201', program: 'sshd' });
    expect(at(0)?.message).toMatch(/^sshd: Accepted publickey for kate/);
  });
});

describe('a message of sudo and su', () => {
  it.each([
    [15, 'sudo to root', 'success', 'kate', 'root', '/usr/bin/bash -c id ; true'],
    [16, 'sudo refused', 'failure', 'mallory', 'root', '/usr/bin/cat /etc/shadow'],
    // A folder's name may hold what looks like a command.
    [17, 'sudo refused', 'failure', 'kate', 'bob', '/bin/true ; USER=root ; COMMAND=/usr/bin/id'],
    [18, 'sudo authentication failure', 'failure', 'kate', '', 'sudo'],
    [19, 'sudo session opened', 'success', 'kate', 'root', 'sudo'],
    [20, 'su to root', 'success', 'kate', 'root', 'su'],
    [21, 'su refused', 'failure', 'kate', 'root', 'su'],
    [22, 'su to postgres', 'success', 'root', 'postgres', 'su'],
    [23, 'su refused', 'failure', 'kate', 'root', 'su'],
    [24, 'su-l authentication failure', 'failure', 'kate', 'root', 'su'],
  ])('of second %i is %s', (second, name, outcome, actor, as, process) => {
    expect(at(second)).toMatchObject({ class: 'identity', name, outcome, actor, process });
    expect(at(second)?.also?.as).toBe(as);
  });
});

it('a message of another program is its host’s, of one that makes accounts identity’s', () => {
  expect(at(25)).toMatchObject({ class: 'host', name: 'CRON', message: 'CRON: (root) CMD (/usr/local/bin/backup)' });
  expect(at(26)).toMatchObject({ class: 'identity', name: 'useradd' });
});

describe('a line', () => {
  const [rfc5424, bare, counted, rfc3164, nothing, rsyslog, local] = network;

  it('of RFC 5424 has a time with its zone, structured data and a message', () => {
    expect(rfc5424).toMatchObject({
      time: '2026-11-22T10:01:00.003000+01:00',
      severity: 3,
      host: 'web-2',
      name: 'Failed password',
      sourceAddress: '2001:db8::7',
    });
    expect(bare).toMatchObject({ time: '2026-11-22T10:01:01Z', host: '', name: 'syslog', message: 'hello' });
  });

  it('may be counted, as over TCP, and name its program by path', () => {
    expect(counted).toMatchObject({ name: 'Accepted password', actor: 'root', sourceAddress: '198.51.100.7' });
  });

  it('of RFC 3164 is of the year that is closest', () => {
    expect(rfc3164).toMatchObject({ time: '2026-11-02T09:05:01Z', actor: '', sourceAddress: '198.51.100.8' });
    const newYear = new Date('2027-01-01T00:00:10Z');
    expect(draft(syslog, 'Dec 31 23:59:59 h p: m', newYear).time).toBe('2026-12-31T23:59:59Z');
    expect(draft(syslog, 'Jan  1 00:10:00 h p: m', new Date('2026-12-31T23:59:00Z')).time).toBe('2027-01-01T00:10:00Z');
    expect(draft(syslog, 'Feb 29 10:00:00 h p: m', new Date('2028-03-01T00:00:00Z')).time).toBe('2028-02-29T10:00:00Z');
    expect(draft(syslog, '<13>Feb 30 10:00:00 h p: m').time).toBe('');
  });

  it('may have nothing but a priority, a time of rsyslog, or no host', () => {
    expect(nothing).toMatchObject({ time: '', host: '', message: 'no time and no program', class: 'host' });
    expect(rsyslog).toMatchObject({ time: '2026-11-22T10:01:03.123456+00:00', host: 'web-4', actor: 'kate' });
    expect(local).toMatchObject({ host: '', name: 'Failed password', sourceAddress: '198.51.100.9' });
  });

  it.each(['hello world', '{"a": 1}', 'Foo 22 10:00:00 h p: m', '2026-99-99T10:00:00Z h p: m'])(
    'is none: %s',
    (line) => {
      expect(readings(syslog, line)).toEqual(['not_this_shape']);
    },
  );

  it('is read at once, however long', () => {
    const begins = [
      '<1>',
      'Nov 22 10:00:00 h sshd[1]: Failed password for ',
      '<1>1 - - sshd - - [',
      'Nov 22 10:00:00 h sudo: a : ',
    ];
    const pieces = [
      'a',
      ' ',
      ' from ',
      '[',
      ']"',
      'x from 1 port 1 ',
      '; USER=a ',
      ' user=',
      '::: ',
      'message repeated 9 times: [ ',
    ];
    const began = performance.now();
    for (const begin of begins)
      for (const piece of pieces)
        for (const size of [3_900, 900_000]) readings(syslog, begin + piece.repeat(size / piece.length));
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
