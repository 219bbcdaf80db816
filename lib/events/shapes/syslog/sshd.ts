import type { ProgramEvent } from '@/lib/events/shapes/syslog/types';
import type { EventOutcome } from '@/lib/events/types';

/**
 * A name that does not exist may be anything, " from 192.0.2.1 port 22" too: such a name ends at the last " from",
 * which sshd wrote. Names that exist have no spaces.
 */
const ACCEPTED = /^(Accepted) (\S{1,40}) for (\S{1,300}) from (\S{1,300}) port \d{1,5}\b/;
const FAILED =
  /^(Failed|Postponed|Partial) (\S{1,40}) for (?:invalid user |illegal user )?(.{0,1000}) from (\S{1,300}) port \d{1,5}\b/;
const INVALID = /^(Invalid user|Illegal user) (.{0,1000}) from (\S{1,300})(?: port \d{1,5})?$/;
const TOO_MANY =
  /^(?:error: )?(maximum authentication attempts exceeded) for (?:invalid user )?(.{0,1000}) from (\S{1,300}) port \d{1,5}\b/;
const PAM_ERROR = /^error: (PAM: .{1,100}?) for (?:illegal user |invalid user )?(.{0,1000}) from (\S{1,300})$/;
const NOT_ALLOWED = /^User (.{1,300}) from (\S{1,300}) (not allowed) because /;
const ROOT_REFUSED = /^(ROOT LOGIN REFUSED) FROM (\S{1,300})/;
const ENDED =
  /^(Disconnected from|Connection closed by|Connection reset by|Disconnecting)(?: (?:authenticating |invalid )?user (.{0,1000}))? (\S{1,300}) port \d{1,5}(?:: .{0,500})?(?: \[preauth\])?$/;
const RECEIVED = /^(Received disconnect) from (\S{1,300})(?: port \d{1,5})?:/;
/** All else: an address is what stands before the last port. */
const SOMEWHERE = /^.{0,1000}\b(?:from|by|with) (\S{1,300}) port \d{1,5}\b/;

const OUTCOMES: Readonly<Record<string, EventOutcome>> = { Accepted: 'success', Failed: 'failure' };

function login([, verb = '', method = '', actor, sourceAddress]: RegExpMatchArray): ProgramEvent {
  return { name: `${verb} ${method}`, outcome: OUTCOMES[verb] ?? 'unknown', action: 'ssh login', actor, sourceAddress };
}

function refused(name: string | undefined, actor: string | undefined, sourceAddress: string | undefined): ProgramEvent {
  return { name: name ?? '', outcome: 'failure', action: 'ssh login', actor, sourceAddress };
}

/** What sshd says of logins and of connections that end; OpenSSH 6 to 10. */
export function sshdEvent(message: string): ProgramEvent | null {
  const attempt = message.match(ACCEPTED) ?? message.match(FAILED);
  if (attempt) return login(attempt);
  const named = message.match(INVALID) ?? message.match(TOO_MANY) ?? message.match(PAM_ERROR);
  if (named) return refused(named[1], named[2], named[3]);
  const notAllowed = message.match(NOT_ALLOWED);
  if (notAllowed) return refused(notAllowed[3], notAllowed[1], notAllowed[2]);
  const root = message.match(ROOT_REFUSED);
  if (root) return refused(root[1], 'root', root[2]);
  const ended = message.match(ENDED);
  if (ended)
    return { name: ended[1] ?? '', outcome: 'unknown', action: 'ssh end', actor: ended[2], sourceAddress: ended[3] };
  const received = message.match(RECEIVED);
  if (received) return { name: received[1] ?? '', outcome: 'unknown', action: 'ssh end', sourceAddress: received[2] };
  const somewhere = message.match(SOMEWHERE);
  return somewhere && { name: 'sshd', outcome: 'unknown', sourceAddress: somewhere[1] };
}
