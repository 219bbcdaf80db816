import type { Connection } from '@/lib/tls/connect/connection';
import { ConnectError } from '@/lib/tls/connect/errors';

/** A line of any of these protocols is shorter (RFC 5321: 512, RFC 9051: no limit, 8000 advised). */
const MAX_LINE = 8192;
const MAX_LINES = 200;

/** Reads a text dialogue line by line, without its CRLF. What follows the last line stays for TLS. */
export class Lines {
  #rest = Buffer.alloc(0);
  #count = 0;

  constructor(private readonly connection: Connection) {}

  async next(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf(0x0a);
      if (end !== -1) {
        const line = this.#rest.subarray(0, end).toString('latin1').replace(/\r$/, '');
        this.#rest = this.#rest.subarray(end + 1);
        if (++this.#count > MAX_LINES) throw new ConnectError('starttls', 'too many lines');
        return line;
      }
      if (this.#rest.length > MAX_LINE) throw new ConnectError('starttls', 'line too long');
      this.#rest = Buffer.concat([this.#rest, await this.connection.read()]);
    }
  }

  /** Reads until `last` says that a line ends the reply; returns all of its lines. */
  async reply(last: (line: string) => boolean): Promise<string[]> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.next();
      lines.push(line);
      if (last(line)) return lines;
    }
  }

  send(line: string): void {
    this.connection.write(`${line}\r\n`);
  }

  /** Hands the connection over to TLS. Bytes that came early would be plaintext taken for protected: refused. */
  done(): void {
    if (this.#rest.length > 0) throw new ConnectError('starttls', 'text after the go-ahead');
  }
}

/** Throws what a service's reply means when it is not the one that goes on. */
export function expectReply(ok: boolean, step: string): void {
  if (!ok) throw new ConnectError('starttls', step);
}
