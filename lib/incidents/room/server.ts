import 'server-only';
import { stillLiving } from '@/lib/access/data/sessions';
import type { PersonCtx } from '@/lib/access/guard';
import { inScope, requirePermission, scopeOf } from '@/lib/access/policy';
import { listenTo } from '@/lib/core/listen';
import { liveIncident, unsafeEntriesAfter } from '@/lib/incidents/data/entries';
import { unsafePresent } from '@/lib/incidents/data/presence';
import { unsafeComeIn, unsafeLeave, unsafeStay } from '@/lib/incidents/mutations/presence';
import { createHub, type Hub } from '@/lib/incidents/room/hub';
import type { Here } from '@/lib/incidents/room/schema';
import { eventStream } from '@/lib/incidents/room/stream';

/** Tabs of one person, streams of one process. Beyond that pages ask every 10 s instead. */
const LIMITS = { perPerson: 12, perProcess: 500 };
const BEAT_MS = 15_000;
/** Lines that a browser is told one by one after a break; beyond that it reads anew. */
const CATCH_UP_MAX = 300;

const holder = globalThis as typeof globalThis & { lagebildRoom?: Hub };

/** One a process. Streams never end by themselves: without this a server that is told to stop would wait for them. */
function hub(): Hub {
  if (holder.lagebildRoom) return holder.lagebildRoom;
  const made = createHub({
    linesAfter: unsafeEntriesAfter,
    present: (incidentId) => unsafePresent(incidentId, new Date()),
    listen: listenTo,
    limits: LIMITS,
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void closeStreams());
  holder.lagebildRoom = made;
  return made;
}

/** Ends every stream of this process. */
export async function closeStreams(): Promise<void> {
  await holder.lagebildRoom?.close();
  holder.lagebildRoom = undefined;
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // no-transform: nothing on the way, our own compression included, may hold lines back.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/**
 * Opens the stream of an incident for a person: lines after the one that their page has, who else looks, a heartbeat.
 * Session and reach are looked at again at every beat; it does not count as being active.
 * @throws DomainError forbidden, not_found, rate_limited, unavailable
 */
export async function openStream(
  ctx: PersonCtx,
  number: number,
  here: Here,
  seen: number | undefined,
  beatMs = BEAT_MS,
): Promise<Response> {
  const incident = await liveIncident(requirePermission(ctx, 'incident:read'), number);
  const { id: personId, sessionId } = ctx.actor;
  const from = Math.min(seen ?? incident.lastSeq, incident.lastSeq);
  const behind = incident.lastSeq - from > CATCH_UP_MAX;
  const at = { ...here, personId, incidentId: incident.id };
  await unsafeComeIn(at, ctx.now);
  const body = eventStream({
    hub: hub(),
    incidentId: incident.id,
    personId,
    after: behind ? incident.lastSeq : from,
    behind,
    beatMs,
    onBeat: async () => {
      const now = new Date();
      const actor = await stillLiving(sessionId, now);
      const scope = actor && scopeOf({ actor }, 'incident:read');
      if (!scope || !inScope(scope, incident.productId)) return false;
      await unsafeStay(at, now);
      return true;
    },
    onEnd: () => void unsafeLeave(at).catch(() => undefined),
  });
  return new Response(body, { headers: HEADERS });
}
