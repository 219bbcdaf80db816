/** What a server sent breaks the protocol: `reason` is a short English word for the report, never bytes of the server. */
export class WireError extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'WireError';
  }
}

/** Reads big-endian numbers and length-prefixed vectors; every step beyond the end throws WireError('truncated'). */
export class Reader {
  #at = 0;

  constructor(private readonly bytes: Buffer) {}

  get left(): number {
    return this.bytes.length - this.#at;
  }

  take(length: number): Buffer {
    if (length > this.left) throw new WireError('truncated');
    const part = this.bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return part;
  }

  uint(width: 1 | 2 | 3): number {
    return this.take(width).readUIntBE(0, width);
  }

  /** A vector with its length in front (RFC 8446, section 3.4). */
  vector(width: 1 | 2 | 3): Buffer {
    return this.take(this.uint(width));
  }

  rest(): Buffer {
    return this.take(this.left);
  }

  /** Numbers of one width until the end; an odd rest throws. */
  numbers(width: 1 | 2): number[] {
    const found: number[] = [];
    while (this.left > 0) found.push(this.uint(width));
    return found;
  }
}

export function uint(width: 1 | 2 | 3, value: number): Buffer {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntBE(value, 0, width);
  return bytes;
}

/** A vector: its parts behind their length. */
export function vector(width: 1 | 2 | 3, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([uint(width, body.length), body]);
}

export function numbers(width: 1 | 2, values: readonly number[]): Buffer {
  return Buffer.concat(values.map((value) => uint(width, value)));
}
