import { type EndReason, HEARTBEAT, type StreamEvent, wireOf } from '@/lib/incidents/room/events';
import type { Hub, Membership } from '@/lib/incidents/room/hub';

/** Characters that may wait for a reader before lines are held back. */
const WAITING_MAX = 64 * 1024;

export type StreamParts = {
  readonly hub: Hub;
  readonly incidentId: string;
  readonly personId: string;
  /** The line that the reader has seen last; `behind`: it missed too many to be told each. */
  readonly after: number;
  readonly behind: boolean;
  readonly beatMs: number;
  /** Called at every beat: renews what says that somebody looks, and tells whether they still may. */
  readonly onBeat: () => Promise<boolean>;
  readonly onEnd: () => void;
};

/**
 * The body of a stream: what the hub tells, and a heartbeat. It ends when the reader leaves, when `onBeat` says so, and when the
 * reader took nothing from one beat to the next but one.
 * @throws DomainError as `hub.join` does
 */
export function eventStream({ hub, incidentId, personId, after, behind, beatMs, onBeat, onEnd }: StreamParts) {
  const encoder = new TextEncoder();
  let membership: Membership | undefined;
  let beat: NodeJS.Timeout | undefined;
  let ended = false;
  let stuck = 0;

  const stop = (controller: ReadableStreamDefaultController<Uint8Array>, why: EndReason | null) => {
    if (ended) return;
    ended = true;
    clearInterval(beat);
    membership?.leave();
    onEnd();
    if (why === null) return;
    controller.enqueue(encoder.encode(wireOf({ type: 'end', data: { why } })));
    controller.close();
  };

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const say = (text: string) => {
          if (!ended) controller.enqueue(encoder.encode(text));
          return (controller.desiredSize ?? 0) > 0;
        };
        const take = (event: StreamEvent) => say(wireOf(event));
        membership = hub.join(incidentId, after, { personId, take, end: (why) => stop(controller, why) });
        take({ type: 'hello', data: { lastSeq: after } });
        if (behind) take({ type: 'behind', data: { lastSeq: after } });
        const onTime = async () => {
          stuck = (controller.desiredSize ?? 0) > 0 ? 0 : stuck + 1;
          if (stuck > 1) return stop(controller, 'slow');
          if (stuck === 0) say(HEARTBEAT);
          // Where that cannot be found out nobody is let look on: the browser comes again and is asked who it is.
          const may = await onBeat().catch(() => null);
          if (!may) stop(controller, may === null ? 'stopping' : 'revoked');
        };
        beat = setInterval(() => void onTime(), beatMs);
      },
      pull: () => membership?.resume(),
      cancel() {
        ended = true;
        clearInterval(beat);
        membership?.leave();
        onEnd();
      },
    },
    { highWaterMark: WAITING_MAX, size: (chunk) => chunk.byteLength },
  );
}
