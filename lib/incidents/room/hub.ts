import { DomainError } from '@/lib/core/errors';
import type { Heard, Listener } from '@/lib/core/listen';
import { log } from '@/lib/core/log';
import type { EndReason, Present, StreamEvent } from '@/lib/incidents/room/events';
import type { EntryLine } from '@/lib/incidents/room/types';

export const ENTRY_CHANNEL = 'lagebild_incident';
export const PRESENCE_CHANNEL = 'lagebild_presence';
/** A message about an incident is under way, waits, or has arrived: the log does not tell of each try. */
const DELIVERY_CHANNEL = 'lagebild_delivery';

const AGAIN_MS = 1_000;

/** Somebody who is told of what happens to one incident. */
export type Member = {
  readonly personId: string;
  /** @returns whether it can take more; if not, it calls `resume` when it can */
  readonly take: (event: StreamEvent) => boolean;
  readonly end: (why: EndReason) => void;
};

export type Membership = { readonly resume: () => void; readonly leave: () => void };

export type Hub = {
  /**
   * Tells the member of every line after `after`, in order and each once.
   * @throws DomainError rate_limited (too many of one person), unavailable (too many of this process, or it stops)
   */
  readonly join: (incidentId: string, after: number, member: Member) => Membership;
  readonly size: () => number;
  /** Ends every stream and the connection that listens. */
  readonly close: () => Promise<void>;
};

export type LinesAfter = { readonly lines: readonly EntryLine[]; readonly more: boolean };

export type HubParts = {
  /** The next lines after a number, in order; `more`: there are others behind them. */
  readonly linesAfter: (incidentId: string, seq: number) => Promise<LinesAfter>;
  readonly present: (incidentId: string) => Promise<readonly Present[]>;
  readonly listen: (channels: readonly string[], heard: Heard) => Listener;
  readonly limits: { readonly perPerson: number; readonly perProcess: number };
};

/** `stale`: something has changed of which it could not be told yet. */
type Seat = { readonly member: Member; cursor: number; ready: boolean; stale: boolean };
type Work = { running: boolean; again: boolean };
type Room = { readonly id: string; readonly seats: Set<Seat>; readonly lines: Work; readonly people: Work };

const idle = (): Work => ({ running: false, again: false });

/** Runs `work` once more where it is asked for while it runs; what fails is tried again a little later. */
async function coalesced(state: Work, work: () => Promise<boolean>, retry: () => void): Promise<void> {
  state.again = true;
  if (state.running) return;
  state.running = true;
  try {
    while (state.again) {
      state.again = false;
      if (await work()) state.again = true;
    }
  } catch (error) {
    log().warn({ err: error }, 'a live page could not be told');
    setTimeout(retry, AGAIN_MS).unref();
  } finally {
    state.running = false;
  }
}

/** Hands lines to each seat that can take them; one that cannot keeps its place and is handed them later. */
function handOut(room: Room, lines: readonly EntryLine[]): void {
  for (const seat of room.seats) {
    for (const line of lines) {
      if (!seat.ready) break;
      if (line.seq <= seat.cursor) continue;
      seat.cursor = line.seq;
      seat.ready = seat.member.take({ type: 'line', data: line });
    }
  }
}

/** Tells whoever looks at an incident what happens to it: one connection to the database for all, one read a line. */
export function createHub({ linesAfter, present, listen, limits }: HubParts): Hub {
  const rooms = new Map<string, Room>();
  let closed = false;
  let listener: Listener | undefined;
  const seats = () => [...rooms.values()].flatMap((room) => [...room.seats]);

  const tellLines = (room: Room): Promise<void> =>
    coalesced(
      room.lines,
      async () => {
        const waiting = [...room.seats].filter(({ ready }) => ready);
        if (waiting.length === 0) return false;
        const { lines, more } = await linesAfter(room.id, Math.min(...waiting.map(({ cursor }) => cursor)));
        handOut(room, lines);
        return more;
      },
      () => void tellLines(room),
    );

  const tellPresent = (room: Room): Promise<void> =>
    coalesced(
      room.people,
      async () => {
        if (room.seats.size === 0) return false;
        const data = await present(room.id);
        for (const seat of room.seats) if (seat.ready) seat.ready = seat.member.take({ type: 'present', data });
        return false;
      },
      () => void tellPresent(room),
    );

  const tellStale = (room: Room) => {
    for (const seat of room.seats) {
      if (!seat.ready || !seat.stale) continue;
      seat.stale = false;
      seat.ready = seat.member.take({ type: 'changed', data: { what: 'calls' } });
    }
  };

  const tellChanged = (room: Room) => {
    for (const seat of room.seats) seat.stale = true;
    tellStale(room);
  };

  const heard: Heard = {
    onNotice: (channel, payload) => {
      const room = rooms.get(payload.split(' ')[0] ?? '');
      if (!room) return;
      if (channel === DELIVERY_CHANNEL) tellChanged(room);
      else void (channel === PRESENCE_CHANNEL ? tellPresent(room) : tellLines(room));
    },
    onListening: () => {
      for (const room of rooms.values()) {
        void tellLines(room);
        void tellPresent(room);
        // Whatever changed while nobody listened.
        tellChanged(room);
      }
    },
  };

  const roomOf = (id: string): Room => {
    const room = rooms.get(id) ?? { id, seats: new Set<Seat>(), lines: idle(), people: idle() };
    rooms.set(id, room);
    return room;
  };

  return {
    join: (incidentId, after, member) => {
      if (closed) throw new DomainError('unavailable');
      const all = seats();
      if (all.length >= limits.perProcess) throw new DomainError('unavailable', { issue: 'too_many_streams' });
      if (all.filter((seat) => seat.member.personId === member.personId).length >= limits.perPerson)
        throw new DomainError('rate_limited', { issue: 'too_many_streams', retryAfterSeconds: 60 });
      listener ??= listen([ENTRY_CHANNEL, PRESENCE_CHANNEL, DELIVERY_CHANNEL], heard);
      const room = roomOf(incidentId);
      const seat: Seat = { member, cursor: after, ready: true, stale: false };
      room.seats.add(seat);
      void tellLines(room);
      return {
        resume: () => {
          if (seat.ready) return;
          seat.ready = true;
          void tellLines(room);
          void tellPresent(room);
          tellStale(room);
        },
        leave: () => {
          room.seats.delete(seat);
          if (room.seats.size === 0 && rooms.get(incidentId) === room) rooms.delete(incidentId);
        },
      };
    },
    size: () => seats().length,
    close: async () => {
      closed = true;
      for (const { member } of seats()) member.end('stopping');
      rooms.clear();
      await listener?.close();
    },
  };
}
