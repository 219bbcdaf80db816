import type { ProgramEvent } from '@/lib/events/shapes/syslog/types';

/** `pam_unix(sshd:auth): …`: the module, the service that asked, what it asked for. */
const MODULE = /^pam_\w{1,30}\(([^:()]{1,60}):(\w{1,20})\): (.{1,4000})$/;
const FAILURE = /^(authentication failure|\d{1,4} more authentication failures?); (.{0,3000})$/;
/** `session opened for user root(uid=0) by kate(uid=1000)`; older ones without numbers. */
const SESSION =
  /^(session opened|session closed) for user ([^\s(]{1,300})(?:\(uid=\d{1,10}\))?(?: by ([^\s(]{0,300})(?:\(uid=\d{1,10}\))?)?$/;
const REFUSED =
  /^(check pass; user unknown|Consecutive login failures|auth could not identify password|conversation failed|account [\w ]{1,60} (?:expired|locked))/;
const FOR_USER = /\b(?:for user|for) \[?([^\s\]]{1,300})\]?/;

/** What stands behind `name=`; a user's name comes last and may hold anything. */
function member(said: string, name: string): string {
  const at = ` ${said}`.indexOf(` ${name}=`);
  if (at < 0) return '';
  const value = said.slice(at + name.length + 1);
  return name === 'user' ? value.trim() : (value.split(' ', 1)[0] ?? '');
}

function failure(service: string, said: string): ProgramEvent {
  const user = member(said, 'user');
  // sudo and su are asked by somebody who is signed in already.
  const by = member(said, 'ruser') || member(said, 'logname');
  return {
    name: `${service} authentication failure`,
    outcome: 'failure',
    action: service,
    actor: by || user,
    sourceAddress: member(said, 'rhost'),
    as: by !== '' && user !== by ? user : '',
  };
}

/** What a module of PAM says of a login, in whichever program it runs. */
export function pamEvent(message: string): ProgramEvent | null {
  const [, service = '', , said = ''] = message.match(MODULE) ?? [];
  if (said === '') return null;
  const failed = said.match(FAILURE);
  if (failed) return failure(service, failed[2] ?? '');
  const session = said.match(SESSION);
  if (session) {
    const [, what, user = '', by = ''] = session;
    const outcome = what === 'session opened' ? 'success' : 'unknown';
    return {
      name: `${service} ${what}`,
      outcome,
      action: service,
      actor: by || user,
      as: by !== '' && by !== user ? user : '',
    };
  }
  const refused = said.match(REFUSED);
  return (
    refused && {
      name: `${service} ${refused[1]}`,
      outcome: 'failure',
      action: service,
      actor: said.match(FOR_USER)?.[1],
    }
  );
}
