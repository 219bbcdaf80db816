import { type EndReason, type Present, STREAM_EVENTS, type StreamEvent } from '@/lib/incidents/room/events';
import type { Place } from '@/lib/incidents/room/schema';
import type { EntryLine } from '@/lib/incidents/room/types';

/** `live`: what happens is here within a second. `reconnecting`: it will be. `polling`: the page asks every 10 s. */
export type LiveState = 'live' | 'reconnecting' | 'polling';

/** After a refusal a browser does not come again by itself: so long after the first one, doubled up to the most. */
const AGAIN_MS = 2_000;
const AGAIN_MAX_MS = 30_000;
/** A tab that nobody sees gives its connection back: over HTTP/1.1 a browser has six for a site. */
const HIDDEN_MS = 20_000;

export type Heard = {
  readonly onState: (state: LiveState) => void;
  readonly onLine: (line: EntryLine) => void;
  readonly onBehind: () => void;
  readonly onChanged: () => void;
  readonly onPresent: (people: readonly Present[]) => void;
};

type Options = Heard & {
  readonly number: number;
  readonly tab: string;
  readonly place: () => Place;
  readonly after: number;
};

/** What the server said under a name; null where it said nothing. */
function eventOf(type: StreamEvent['type'], text: unknown): StreamEvent | null {
  if (typeof text !== 'string') return null;
  // Our own server's words, of the version that made this page.
  return JSON.parse(`{"type":"${type}","data":${text}}`);
}

/** Opens the stream of an incident and keeps it open while the page is seen. @returns what ends it */
export function openStream({ number, tab, place, after, ...heard }: Options): () => void {
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let seen = after;
  let refused: EndReason | null = null;
  let refusals = 0;

  const shut = () => {
    clearTimeout(again);
    source?.close();
    source = null;
  };

  const onEvent = (event: StreamEvent | null) => {
    switch (event?.type) {
      case 'hello':
        refusals = 0;
        heard.onState('live');
        // What the log does not tell of may have changed while nobody listened.
        return heard.onChanged();
      case 'line':
        seen = Math.max(seen, event.data.seq);
        return heard.onLine(event.data);
      case 'behind':
        seen = event.data.lastSeq;
        return heard.onBehind();
      case 'present':
        return heard.onPresent(event.data);
      case 'changed':
        return heard.onChanged();
      case 'end':
        if (event.data.why === 'revoked') refused = event.data.why;
    }
  };

  const open = () => {
    shut();
    const query = new URLSearchParams({ tab, place: place(), after: String(seen) });
    const opened = new EventSource(`/api/incidents/${number}/stream?${query}`);
    source = opened;
    for (const type of STREAM_EVENTS) {
      opened.addEventListener(type, ({ data }: MessageEvent<unknown>) => onEvent(eventOf(type, data)));
    }
    opened.onerror = () => {
      if (refused === null && opened.readyState !== EventSource.CLOSED) return heard.onState('reconnecting');
      refused = null;
      shut();
      heard.onState('polling');
      again = setTimeout(open, Math.min(AGAIN_MS * 2 ** refusals, AGAIN_MAX_MS));
      refusals += 1;
    };
  };

  const onVisibility = () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(shut, HIDDEN_MS);
    else if (!source) {
      heard.onState('reconnecting');
      open();
    }
  };

  document.addEventListener('visibilitychange', onVisibility);
  open();
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    clearTimeout(hiding);
    shut();
  };
}
