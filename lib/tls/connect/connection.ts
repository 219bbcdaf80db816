import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { ConnectError } from '@/lib/tls/connect/errors';

export type ConnectionLimits = {
  /** Milliseconds from now until the connection is torn down, whatever it does. */
  readonly milliseconds: number;
  /** Bytes that may come in: far more than an honest answer, far less than harm. */
  readonly bytes: number;
};

/** The end of nearly every connection: made once, as a stack trace each time would cost more than the connection. */
const CLOSED = new ConnectError('closed');

const UNREACHABLE = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ENETDOWN', 'EHOSTDOWN', 'EACCES']);

/** One TCP connection that is read when asked, with a deadline and a limit of bytes. It never outlives `close`. */
export class Connection {
  #chunks: Buffer[] = [];
  #received = 0;
  #failure: ConnectError | null = null;
  #wake: (() => void) | null = null;
  #open = false;
  readonly #timer: NodeJS.Timeout;
  readonly #abort: () => void;

  private constructor(
    private readonly socket: Socket,
    private readonly limits: ConnectionLimits,
    private readonly signal: AbortSignal,
  ) {
    this.#abort = () => this.#fail(new ConnectError('aborted'));
    this.#timer = setTimeout(() => this.#fail(new ConnectError('timeout')), limits.milliseconds);
    signal.addEventListener('abort', this.#abort, { once: true });
    if (signal.aborted) this.#abort();
    socket.setNoDelay(true);
    socket.on('connect', () => {
      this.#open = true;
      this.#wake?.();
    });
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('end', () => this.#fail(CLOSED));
    socket.on('close', () => this.#fail(CLOSED));
    socket.on('error', (error: NodeJS.ErrnoException) => this.#fail(failureOf(error, this.#open)));
  }

  /** Connects to an address, never to a name: who resolved it decided that it may be reached. */
  static async open(address: string, port: number, limits: ConnectionLimits, signal: AbortSignal): Promise<Connection> {
    const connection = new Connection(connect({ host: address, port, lookup: noLookup }), limits, signal);
    try {
      while (!connection.#open) await connection.#change();
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** The next bytes. Rejects with ConnectError when there will be none; bytes that came before are handed out first. */
  async read(): Promise<Buffer> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) return chunk;
      await this.#change();
    }
  }

  /** Queues bytes; a connection that is gone swallows them, and the next read says so. */
  write(bytes: Buffer | string): void {
    if (!this.socket.destroyed && this.socket.writable) this.socket.write(bytes);
  }

  /** The connection as a stream, for Node's own TLS on top of it; deadline and limits stay in force. */
  stream(): Duplex {
    let written = Promise.resolve();
    // Node's TLS over a stream dies of an assertion, and the process with it, where bytes that come in make it answer
    // while it still writes: they wait until Node has seen the write through, two turns later.
    const quiet = async () => {
      for (let seen: Promise<void> | null = null; seen !== written || stream.isPaused(); ) {
        seen = written;
        await (stream.isPaused() ? new Promise((resolve) => stream.once('resume', resolve)) : seen);
      }
    };
    const stream: Duplex = new Duplex({
      read: () => {
        this.read()
          .then(async (chunk) => {
            await quiet();
            stream.push(chunk);
          })
          .catch((error: Error) => stream.destroy(error));
      },
      write: (chunk: Buffer, _encoding, done) => {
        written = turn().then(turn);
        this.write(chunk);
        done();
      },
    });
    return stream;
  }

  /** Ends the connection at once, by RST: a scan's many connections leave no port in TIME_WAIT. Safe to call twice. */
  close(): void {
    clearTimeout(this.#timer);
    this.signal.removeEventListener('abort', this.#abort);
    this.#failure ??= CLOSED;
    this.#wake?.();
    // Where the peer has ended, our own end may be under way: libuv refuses to reset then, and Node keeps the handle for ever.
    if (this.socket.connecting || this.socket.writableEnded) this.socket.destroy();
    else this.socket.resetAndDestroy();
  }

  #take(chunk: Buffer): void {
    this.#received += chunk.length;
    if (this.#received > this.limits.bytes) this.#fail(new ConnectError('limit'));
    else this.#chunks.push(chunk);
    this.#wake?.();
  }

  #fail(error: ConnectError): void {
    this.#failure ??= error;
    if (error.failure !== 'closed') this.socket.destroy();
    this.#wake?.();
  }

  #change(): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#wake = () => {
        this.#wake = null;
        if (this.#failure !== null && this.#chunks.length === 0) reject(this.#failure);
        else resolve();
      };
    });
  }
}

/** A name here is a mistake of ours: it must have been resolved and judged before. */
function noLookup(name: string): void {
  throw new TypeError(`address expected, got a name: ${name}`);
}

function failureOf(error: NodeJS.ErrnoException, open: boolean): ConnectError {
  if (open) return CLOSED;
  if (error.code === 'ECONNREFUSED') return new ConnectError('refused');
  if (error.code === 'ETIMEDOUT') return new ConnectError('timeout');
  return new ConnectError('unreachable', UNREACHABLE.has(error.code ?? '') ? error.code : undefined);
}
