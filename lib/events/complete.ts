import { createHash } from 'node:crypto';
import { attackIds } from '@/lib/events/attack/ids';
import type { KeepDays } from '@/lib/events/classes';
import { type Reception, UnreadableRecord } from '@/lib/events/shapes/types';
import { type Nanos, nanosOf, parseTime, splitNanos } from '@/lib/events/time';
import { EVENT_PLACES, type EventDraft, type EventPlace } from '@/lib/events/types';
import { WORD_KEYS, wordOf } from '@/lib/events/words';

const DAY = 86_400_000n * 1_000_000n;
/** A sender's clock may be wrong by so much; what is further ahead is no time. */
const AHEAD = DAY;
/** 1990: what names an earlier time (0, 1601, the year 1) names none. */
const EARLIEST = BigInt(Date.UTC(1990, 0, 1)) * 1_000_000n;

const LONGEST = { name: 300, message: 2_000, place: 500, timeSaid: 100, technique: 40, techniques: 30, also: 8 };

/** A draft that is whole: each text is there, short enough and storable; time and identity are settled. */
export type CompleteEvent = Omit<EventDraft, EventPlace | 'time' | 'key' | 'also'> &
  Readonly<Record<EventPlace, string>> & {
    readonly at: string;
    readonly nanos: number;
    /** What the sender said where that can be no time; else empty. */
    readonly timeSaid: string;
    /** 64 bits of the digest of sender and key, signed. */
    readonly id: string;
    readonly words: readonly string[];
  };

/** Lone surrogates and control characters but for tab and line breaks. */
const CONTROL = /(?![\t\n\r])[\p{Cc}\p{Cs}]/gu;

/** Cut to a length, without what PostgreSQL or a terminal cannot hold. */
function clean(text: string, longest: number): string {
  return text.slice(0, longest).replace(CONTROL, '\ufffd').trim();
}

/** The moment it counts as, and what was said if that cannot be it. */
function moment(said: string, received: Nanos, oldest: Nanos): { time: Nanos; timeSaid: string } {
  const time = parseTime(said);
  if (time === null || time < EARLIEST || time > received + AHEAD) return { time: received, timeSaid: said || '–' };
  if (time < oldest) throw new UnreadableRecord('too_old');
  return { time, timeSaid: '' };
}

/** Words beyond the places'; keys are our shapes' own, values the sender's. */
function alsoFound({ also = {} }: EventDraft): string[] {
  const said = Object.entries(also).map(([key, value]) => [key, clean(value, LONGEST.place)] as const);
  return said.flatMap(([key, value]) => (value === '' ? [] : [wordOf(key, value)])).slice(0, LONGEST.also);
}

/** Ids of techniques and tactics, each once. */
function techniquesOf({ techniques }: EventDraft): string[] {
  const ids = techniques.slice(0, LONGEST.techniques).flatMap(attackIds);
  return [...new Set(ids.map((id) => clean(id, LONGEST.technique)))].slice(0, LONGEST.techniques);
}

function identity(senderId: string, key: string): string {
  const digest = createHash('sha256').update(senderId).update('\0').update(key).digest();
  return digest.readBigInt64BE(0).toString();
}

export type Origin = Reception & { readonly senderId: string };
/** `keep`: what is older than its class is kept is refused; null for a record that was stored before. */
export type Arrival = Origin & { readonly keep: KeepDays | null };

/**
 * Settles a draft's time and identity and cuts its texts.
 * @param own what stands for the sender's id where it has none: the record's text, and its place among its events
 * @throws UnreadableRecord `too_old` for what would be dropped at once
 */
export function completeEvent(draft: EventDraft, own: string, { senderId, receivedAt, keep }: Arrival): CompleteEvent {
  const received = nanosOf(receivedAt);
  const { time, timeSaid } = moment(draft.time, received, keep ? received - BigInt(keep[draft.class]) * DAY : EARLIEST);
  const places = Object.fromEntries(
    EVENT_PLACES.map((place) => [place, clean(draft[place] ?? '', LONGEST.place)]),
  ) as Record<EventPlace, string>;
  const name = clean(draft.name, LONGEST.name) || '–';
  const texts = { ...places, name };
  const words = [...EVENT_PLACES, 'name' as const]
    .filter((key) => texts[key] !== '')
    .map((key) => wordOf(WORD_KEYS[key], texts[key]));
  return {
    ...places,
    name,
    class: draft.class,
    severity: draft.severity,
    outcome: draft.outcome,
    message: clean(draft.message, LONGEST.message),
    techniques: techniquesOf(draft),
    ...splitNanos(time),
    timeSaid: clean(timeSaid, LONGEST.timeSaid),
    id: identity(senderId, draft.key === '' ? own : draft.key),
    words: [...new Set([...words, ...alsoFound(draft)])],
  };
}
