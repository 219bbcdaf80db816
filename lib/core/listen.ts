import pg from 'pg';
import { env } from '@/lib/core/env';
import { log } from '@/lib/core/log';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;
/** So often a connection is asked whether it still lives: one that was cut without a word would stay silent for ever. */
const PROBE_MS = 15_000;

export type Heard = {
  readonly onNotice: (channel: string, payload: string) => void;
  /** Each time that it listens anew: whatever was said in between was missed. */
  readonly onListening: () => void;
};

export type Listener = { readonly close: () => Promise<void> };

/** A client of its own, not of the pool: a connection that listens is never given back. */
function newClient(): pg.Client {
  return new pg.Client({
    connectionString: env().DATABASE_URL,
    application_name: 'lagebild-listen',
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
    keepAlive: true,
  });
}

/** Listens on a client until it breaks. @returns why it did */
async function listenUntilBroken(client: pg.Client, channels: readonly string[], heard: Heard): Promise<unknown> {
  let probe: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve) => {
      client.on('error', resolve);
      client.on('end', () => resolve(null));
      client.on('notification', ({ channel, payload = '' }) => heard.onNotice(channel, payload));
      const begin = async () => {
        await client.connect();
        for (const channel of channels) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
        probe = setInterval(() => void client.query('SELECT 1').catch(resolve), PROBE_MS);
        heard.onListening();
      };
      void begin().catch(resolve);
    });
  } finally {
    clearInterval(probe);
  }
}

/**
 * Listens for what PostgreSQL's NOTIFY says on these channels, on one connection, and connects again when that is lost,
 * waiting longer each time. Needs a session of its own: a pooler in transaction mode lets nothing through (docs/operating.md).
 */
export function listenTo(channels: readonly string[], heard: Heard): Listener {
  let closed = false;
  let client = newClient();
  let wake: () => void = () => undefined;
  const work = async () => {
    let wait = FIRST_WAIT_MS;
    while (!closed) {
      const onListening = () => {
        wait = FIRST_WAIT_MS;
        heard.onListening();
      };
      const error = await listenUntilBroken(client, channels, { ...heard, onListening });
      await client.end().catch(() => undefined);
      if (closed) return;
      log().warn({ err: error ?? undefined, waitMs: wait }, 'the connection that listens was lost');
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, wait).unref();
      });
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      client = newClient();
    }
  };
  const working = work();
  return {
    close: async () => {
      closed = true;
      wake();
      await client.end().catch(() => undefined);
      await working;
    },
  };
}
