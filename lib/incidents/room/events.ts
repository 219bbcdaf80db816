import type { EntryLine, PersonRef } from '@/lib/incidents/room/types';

/** Somebody who looks, and at which of the incident's pages. */
export type Present = {
  readonly tab: string;
  readonly person: PersonRef;
  readonly place: string;
  readonly seenAt: string;
};

/**
 * What the stream of an incident says (docs/incident-room.md). `hello`: it is live from this line on. `line`: the next line.
 * `behind`: too many lines were missed, read anew from here. `present`: all who look. `changed`: something that the log does not tell of. `end`: no more comes, and why.
 */
export type StreamEvent =
  | { readonly type: 'hello'; readonly data: { readonly lastSeq: number } }
  | { readonly type: 'line'; readonly data: EntryLine }
  | { readonly type: 'behind'; readonly data: { readonly lastSeq: number } }
  | { readonly type: 'present'; readonly data: readonly Present[] }
  | { readonly type: 'changed'; readonly data: { readonly what: 'calls' } }
  | { readonly type: 'end'; readonly data: { readonly why: EndReason } };

/** Signed out or no longer allowed; the server stops; the reader takes nothing. */
export type EndReason = 'revoked' | 'stopping' | 'slow';

export const STREAM_EVENTS = [
  'hello',
  'line',
  'behind',
  'present',
  'changed',
  'end',
] as const satisfies readonly StreamEvent['type'][];

/** Milliseconds after which a browser whose stream broke asks again. */
const RETRY_MS = 2_000;

/** As it goes over the wire (WHATWG HTML, 9.2). Only lines have an id: that is what a browser asks to go on from. */
export function wireOf({ type, data }: StreamEvent): string {
  const id = type === 'line' ? `id: ${data.seq}\n` : type === 'behind' ? `id: ${data.lastSeq}\n` : '';
  const retry = type === 'hello' ? `retry: ${RETRY_MS}\n` : '';
  return `${retry}${id}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A comment that keeps proxies and the browser from thinking that the connection is dead. */
export const HEARTBEAT = ':\n\n';
