import { isIP } from 'node:net';
import { Connection } from '@/lib/tls/connect/connection';
import { ConnectError } from '@/lib/tls/connect/errors';
import { withSlot } from '@/lib/tls/connect/slots';
import { startTls } from '@/lib/tls/connect/starttls/registry';
import type { StartTls } from '@/lib/tls/facts';

export type Endpoint = {
  readonly host: string;
  readonly port: number;
  /** The pinned address: every connection of a scan goes there. */
  readonly address: string;
  readonly starttls: StartTls | null;
};

export type ConnectorOptions = {
  readonly signal: AbortSignal;
  /** When the whole scan ends, as `performance.now()` counts. */
  readonly until: number;
  /** Handshakes at a time with this address, over all scans of the process. */
  readonly perAddress: number;
};

export type DialLimits = { readonly milliseconds?: number; readonly bytes?: number };

const BYTES = 256 * 1024;
/** Patience with a server that has not answered yet, and the least with one that has. */
const PATIENCE = { first: 4000, least: 1500, times: 20 } as const;

/** Opens connections to one endpoint: pinned, capped, limited, counted. Forks count for themselves and for their parent. */
export class Connector {
  /** Connections opened so far. */
  connections = 0;
  readonly #pace: { slowest: number | null };

  constructor(
    readonly endpoint: Endpoint,
    private readonly options: ConnectorOptions,
    private readonly parent: Connector | null = null,
  ) {
    if (isIP(endpoint.address) === 0) throw new TypeError('the address of a scan is an IP address');
    this.#pace = parent === null ? { slowest: null } : parent.#pace;
  }

  /** The same connector with a counter of its own: connections of one probe. */
  fork(): Connector {
    return new Connector(this.endpoint, this.options, this);
  }

  get signal(): AbortSignal {
    return this.options.signal;
  }

  /** Milliseconds that a connection may take: learnt from the slowest answer so far, within the scan's own deadline. */
  get patience(): number {
    const { slowest } = this.#pace;
    const wanted = slowest === null ? PATIENCE.first : Math.max(PATIENCE.least, slowest * PATIENCE.times);
    return Math.min(wanted, PATIENCE.first, this.options.until - performance.now());
  }

  /** Tells how long an honest answer took: what is waited for later depends on it. */
  answered(milliseconds: number): void {
    this.#pace.slowest = Math.max(this.#pace.slowest ?? 0, milliseconds);
  }

  /**
   * Waits for a slot, connects, passes STARTTLS and runs `work`; the connection is closed however that ends.
   * Throws ConnectError; the time in the queue does not count against the connection's own deadline.
   */
  async dial<T>(work: (connection: Connection) => Promise<T>, limits: DialLimits = {}): Promise<T> {
    const { address, port, starttls, host } = this.endpoint;
    return withSlot(address, this.options.perAddress, this.signal, async () => {
      const milliseconds = Math.min(limits.milliseconds ?? this.patience, this.options.until - performance.now());
      if (milliseconds <= 0) throw new ConnectError('timeout', 'the scan is over its time');
      this.count();
      const connection = await Connection.open(
        address,
        port,
        { milliseconds, bytes: limits.bytes ?? BYTES },
        this.signal,
      );
      try {
        if (starttls !== null) await startTls(starttls, connection, host);
        return await work(connection);
      } finally {
        connection.close();
      }
    });
  }

  private count(): void {
    this.connections++;
    this.parent?.count();
  }
}
