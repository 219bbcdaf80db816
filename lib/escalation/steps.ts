import { inHours } from '@/lib/escalation/schedule-rules';
import type { Profile, Step } from '@/lib/escalation/stored';
import { addMinutes } from '@/lib/incidents/clocks';

/** After the last step of a round, before the next one begins. */
const PAUSE_MINUTES = 5;
/** A step waits so long for somebody to be on call; the fallback was told at once. */
export const HOLD_MINUTES = 5;
const LOOK_AGAIN_MINUTES = 1;
/** Hours that hold a message back are looked at in such pieces, for at most so many days. */
const PIECE_MINUTES = 15;
const HELD_DAYS_MAX = 7;

export type Place = { readonly step: number; readonly round: number; readonly roundAt: Date };

/** Where a chain goes on after a step; null: all of it was gone through. */
export function nextPlace(
  steps: readonly Step[],
  repeats: number,
  { step, round, roundAt }: Place,
): (Place & { readonly nextAt: Date }) | null {
  const following = steps[step + 1];
  if (following) return { step: step + 1, round, roundAt, nextAt: addMinutes(roundAt, following.delayMinutes) };
  const first = steps[0];
  if (round >= repeats || !first) return null;
  const begins = addMinutes(roundAt, (steps.at(-1)?.delayMinutes ?? 0) + PAUSE_MINUTES);
  return { step: 0, round: round + 1, roundAt: begins, nextAt: addMinutes(begins, first.delayMinutes) };
}

/** When a step that nobody is on call for is looked at again; null: it has waited long enough. */
export function holdUntil(now: Date, heldAt: Date): Date | null {
  const again = addMinutes(now, LOOK_AGAIN_MINUTES);
  return again <= addMinutes(heldAt, HOLD_MINUTES) ? again : null;
}

type Message = { readonly priority: number; readonly important: boolean };

function mayReach(profile: Profile, { important }: Message, at: Date, timeZone: string): boolean {
  if (profile.quietHours !== null && inHours(profile.quietHours, at, timeZone)) return false;
  return important || profile.workingHours === null || inHours(profile.workingHours, at, timeZone);
}

/**
 * When somebody may be reached outside of Lagebild: in working hours unless it is important, never in quiet hours. A P1 is
 * never held back, and nothing for longer than a week.
 */
export function reachableAt(profile: Profile, message: Message, now: Date, timeZone: string): Date {
  if (message.priority === 1 || mayReach(profile, message, now, timeZone)) return now;
  const piece = PIECE_MINUTES * 60_000;
  const first = Math.ceil((now.getTime() + 1) / piece) * piece;
  const last = now.getTime() + HELD_DAYS_MAX * 86_400_000;
  for (let at = first; at < last; at += piece)
    if (mayReach(profile, message, new Date(at), timeZone)) return new Date(at);
  return new Date(last);
}

type Reached = { readonly profile: Profile; readonly timeZone: string | null; readonly mail: boolean };

/**
 * By which ways somebody is told, and from when by e-mail; `mail`: they have an address, and there is a server. A message that
 * is held back, or may not arrive, is never the only one: it stands in Lagebild too.
 */
export function waysTo({ profile, timeZone, mail }: Reached, message: Message, now: Date, atOnce = false) {
  const kinds = message.important ? profile.importantKinds : profile.defaultKinds;
  const byMail = mail && kinds.includes('email');
  const at = atOnce ? now : reachableAt(profile, message, now, timeZone ?? 'UTC');
  return { byMail, inside: !byMail || kinds.includes('notice') || at > now, at };
}
