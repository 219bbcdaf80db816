import type { ProgramEvent } from '@/lib/events/shapes/syslog/types';

/** util-linux: `(to root) kate on pts/1`, `FAILED SU (to root) kate on pts/1`. */
const UTIL_LINUX = /^(FAILED SU )?\(to (\S{1,300})\) (\S{1,300}) on \S{1,100}$/;
/** shadow: `Successful su for root by kate`, `FAILED su for root by kate`. */
const SHADOW = /^(Successful|FAILED) su for (\S{1,300}) by (\S{1,300})$/;
/** shadow, older: `+ pts/1 kate:root`, `- pts/1 kate:root`. */
const SIGNS = /^([+-]) \S{1,100} ([^\s:]{1,300}):(\S{1,300})$/;

function event(isRefused: boolean, actor: string, as: string): ProgramEvent {
  return {
    name: isRefused ? 'su refused' : `su to ${as}`,
    outcome: isRefused ? 'failure' : 'success',
    action: 'su',
    actor,
    as,
  };
}

/** Somebody who became another user, or tried to. */
export function suEvent(message: string): ProgramEvent | null {
  const linux = message.match(UTIL_LINUX);
  if (linux) return event(linux[1] !== undefined, linux[3] ?? '', linux[2] ?? '');
  const shadow = message.match(SHADOW);
  if (shadow) return event(shadow[1] === 'FAILED', shadow[3] ?? '', shadow[2] ?? '');
  const signs = message.match(SIGNS);
  return signs && event(signs[1] === '-', signs[2] ?? '', signs[3] ?? '');
}
