import { describe, expect, it } from 'vitest';
import { auditd } from '@/lib/events/shapes/auditd';
import { corpusAt, drafts, fixture, readings } from '@/lib/events/testing/read';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);
const [execve, login, enriched, end, ...more] = drafts(auditd, fixture('auditd/audit.log'));

describe('an event of auditd', () => {
  it('is one, of however many lines', () => {
    expect(more).toEqual([]);
    expect(execve).toMatchObject({
      class: 'host',
      time: '1795341600.155',
      outcome: 'success',
      name: 'EXECVE',
      message: 'SYSCALL EXECVE CWD PATH PROCTITLE, cat /tmp/a b.txt /etc/shadow, /usr/bin/cat',
      action: 'execve',
      actor: '1000',
      host: 'web-1',
      process: 'cat /tmp/a b.txt /etc/shadow',
      file: '/usr/bin/cat',
      also: { audit: '92733', as: '0', pid: '1631', key: 'root-cmd' },
    });
  });

  it('of a login has account and address', () => {
    expect(login).toMatchObject({
      class: 'identity',
      outcome: 'failure',
      name: 'USER_AUTH',
      action: 'PAM:authentication',
      actor: 'root',
      sourceAddress: '198.51.100.7',
      process: '/usr/sbin/sshd',
    });
  });

  it('that is enriched has names', () => {
    expect(enriched).toMatchObject({ outcome: 'failure', name: 'SYSCALL', action: 'openat', actor: 'kate' });
    expect(enriched?.also).toMatchObject({ as: 'kate', key: '' });
  });

  it('may be of the daemon itself', () => {
    expect(end).toMatchObject({ name: 'DAEMON_END', outcome: 'success', action: 'terminate', process: '' });
  });

  it.each(['hello', 'type=SYSCALL', 'type=SYSCALL msg=audit(x): a=b', 'msg=audit(1.1:1): type=X'])(
    'is none: %s',
    (line) => {
      expect(readings(auditd, line)).toEqual(['not_this_shape']);
    },
  );

  it('is read at once, however long', () => {
    const began = performance.now();
    for (const piece of ['a=b ', 'a="', "a='", 'a=\'b="', 'a', '='])
      readings(auditd, `type=X msg=audit(1795341600.1:1): ${piece.repeat(900_000 / piece.length)}`);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

describe.skipIf(!corpus.isThere)('real events', () => {
  it.each([
    ['sh_arp_cache', 'arp -a'],
    ['sh_binary_padding_dd', 'dd if=/dev/zero bs=1 count=1'],
  ])('of %s are read, each once, with their commands', (name, command) => {
    const text = corpus.text(`auditd/${name}.log`);
    const events = drafts(auditd, text);
    const numbers = new Set([...text.matchAll(/:(\d+)\):/g)].map(([, serial]) => serial));
    expect(events).toHaveLength(numbers.size);
    expect(events.map(({ process }) => process)).toContain(command);
  });
});
