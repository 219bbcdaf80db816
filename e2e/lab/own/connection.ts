import type { Socket } from 'node:net';
import type { CipherState } from '@/e2e/lab/own/cipher-state';
import { type Answer, BAD_RECORD_MAC, type Flaws } from '@/e2e/lab/own/flaws';
import { message, record, recordsOf, TYPE } from '@/e2e/lab/own/records';

/** Thrown to end a connection with an alert, or without (`null`). */
export class Ending extends Error {
  constructor(readonly alert: number | null) {
    super(`alert ${alert ?? 'none'}`);
  }
}

export type Incoming =
  | { readonly kind: 'handshake'; readonly type: number; readonly body: Buffer; readonly whole: Buffer }
  | { readonly kind: 'ccs' }
  | { readonly kind: 'data'; readonly data: Buffer };

/** Reads and writes handshake messages and data over records, in the clear or under keys. */
export class Connection {
  private readonly incoming: AsyncGenerator<Incoming>;
  private reading: CipherState | null = null;
  private writing: CipherState | null = null;

  constructor(
    private readonly socket: Socket,
    private readonly flaws: Flaws,
  ) {
    this.incoming = this.messages();
  }

  /** @throws Ending when the peer closed */
  async next(): Promise<Incoming> {
    const { value, done } = await this.incoming.next();
    if (done) throw new Ending(null);
    return value;
  }

  send(type: number, body: Buffer): void {
    this.socket.write(record(type, this.writing ? this.writing.seal(type, body) : body));
  }

  handshake(type: number, body: Buffer): Buffer {
    const whole = message(type, body);
    this.send(TYPE.handshake, whole);
    return whole;
  }

  readWith(state: CipherState): void {
    this.reading = state;
  }

  writeWith(state: CipherState): void {
    this.send(TYPE.ccs, Buffer.of(1));
    this.writing = state;
  }

  /** Ends with a fatal alert, or says nothing and waits, or closes. */
  answer(answer: Answer): void {
    if (typeof answer === 'number') throw new Ending(answer);
    if (answer === 'close') throw new Ending(null);
  }

  private async *messages(): AsyncGenerator<Incoming> {
    let rest = Buffer.alloc(0);
    for await (const { type, body } of recordsOf(this.socket)) {
      if (type === TYPE.alert) return;
      if (type === TYPE.ccs) {
        yield { kind: 'ccs' };
        continue;
      }
      const clear = this.open(type, body);
      if (clear === null) continue;
      if (type === TYPE.data) yield { kind: 'data', data: clear };
      else if (type === TYPE.handshake) {
        rest = Buffer.concat([rest, clear]);
        while (rest.length >= 4 && rest.length >= 4 + rest.readUIntBE(1, 3)) {
          const whole = rest.subarray(0, 4 + rest.readUIntBE(1, 3));
          rest = rest.subarray(whole.length);
          yield { kind: 'handshake', type: whole.readUInt8(0), body: whole.subarray(4), whole };
        }
      } else throw new Ending(10);
    }
  }

  private open(type: number, body: Buffer): Buffer | null {
    if (!this.reading) return body;
    const { data, bad } = this.reading.open(type, body);
    if (bad === null) return data;
    const answer = this.flaws.records?.[bad] ?? BAD_RECORD_MAC;
    this.answer(answer);
    return answer === 'accept' ? data : null;
  }
}
