import type { ProgramEvent } from '@/lib/events/shapes/syslog/types';

/** `kate : TTY=pts/0 ; PWD=/home/kate ; USER=root ; COMMAND=/usr/bin/bash`, a reason before it where it was refused. */
const LINE = /^ *(\S{1,300}) : (.{1,4000})$/;
const REFUSED =
  /^(?:command not allowed|user NOT (?:in sudoers|authorized)|(?:\d{1,3} )?incorrect password attempts?|\d{1,3} incorrect|a password is required|no tty present|user not allowed|sorry, |account validation|authentication fail|unable to )/i;
const COMMAND = ' COMMAND=';

/** Whoever chooses a folder's name may write `; USER=` into it: of several that are told, root is taken. */
function userOf(said: string): string {
  const users = [...said.matchAll(/(?:^|; )USER=(\S{1,300})/g)].map(([, user = '']) => user);
  return users.includes('root') ? 'root' : (users[0] ?? '');
}

/** A command that sudo ran, or refused to. */
export function sudoEvent(message: string): ProgramEvent | null {
  const [, actor, said = ''] = message.match(LINE) ?? [];
  const at = ` ${said}`.indexOf(COMMAND);
  const told = at < 0 ? said : said.slice(0, at);
  const isRefused = REFUSED.test(told);
  if (actor === undefined || (at < 0 && !isRefused)) return null;
  const as = userOf(told);
  return {
    name: isRefused ? 'sudo refused' : `sudo to ${as || 'root'}`,
    outcome: isRefused ? 'failure' : 'success',
    action: 'sudo',
    actor,
    as: as || (isRefused ? '' : 'root'),
    process: at < 0 ? '' : ` ${said}`.slice(at + COMMAND.length),
  };
}
