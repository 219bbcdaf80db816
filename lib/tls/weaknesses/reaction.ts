import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectError } from '@/lib/tls/connect/errors';
import type { TlsStream } from '@/lib/tls/connect/hello';
import { parseAlert } from '@/lib/tls/wire/alerts';
import { WireError } from '@/lib/tls/wire/bytes';
import { CONTENT } from '@/lib/tls/wire/records';

/**
 * What a server does about something wrong, as one word to compare: an alert's name, `closed`, `silence`, `data` (it went on
 * as if nothing were wrong), or what of its answer broke the protocol.
 */
export type Reaction = string;

export const SILENCE: Reaction = 'silence';

/** Silence is what lasts six times as long as the handshake took, and 800 milliseconds at least. */
const PATIENCE = { milliseconds: 800, times: 6 } as const;

type Next = () => Promise<{ readonly type: number; readonly content: Buffer }>;

export function plainRecords(stream: TlsStream): Next {
  return async () => {
    const { type, body } = await stream.record();
    return { type, content: body };
  };
}

/** Null where more must be read. */
function wordOf({ type, content }: Awaited<ReturnType<Next>>): Reaction | null {
  if (type === CONTENT.changeCipherSpec) return 'goes_on';
  if (type !== CONTENT.alert) return null;
  if (content.length !== 2) return 'encrypted_alert';
  const alert = parseAlert(content);
  return alert.code === 0 ? 'closed' : alert.fatal ? alert.name : null;
}

/** Reads until the server's reaction is clear; what application data holds is not kept. A greeting before an alert is none. */
export async function reactionOf(next: Next): Promise<Reaction> {
  let data = false;
  const end = (word: Reaction) => (data ? 'data' : word);
  try {
    for (;;) {
      const record = await next();
      const word = wordOf(record);
      if (word !== null) return word === 'closed' ? end(word) : word;
      data ||= record.type === CONTENT.application;
    }
  } catch (error) {
    if (error instanceof WireError) return error.reason;
    if (error instanceof ConnectError && error.failure === 'closed') return end('closed');
    if (error instanceof ConnectError && error.failure === 'timeout') return end(SILENCE);
    throw error;
  }
}

/** As `reactionOf`, for a handshake that began at `begun` (performance.now()): who answered that will not think for long. */
export async function reactionSoon(next: Next, begun: number): Promise<Reaction> {
  const timer = new AbortController();
  const wait = Math.max(PATIENCE.milliseconds, PATIENCE.times * (performance.now() - begun));
  const silence = sleep(wait, SILENCE, { signal: timer.signal }).catch(() => SILENCE);
  try {
    return await Promise.race([reactionOf(next), silence]);
  } finally {
    timer.abort();
  }
}
