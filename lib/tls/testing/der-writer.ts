import { writeDer } from '@/lib/tls/certificates/der';

/** DER for tests: what a certificate authority would write, and what it never would. */
export const der = writeDer;

export const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
export const octets = (value: Buffer): Buffer => der(0x04, value);
export const bits = (value: Buffer): Buffer => der(0x03, Buffer.of(0), value);
export const text = (tag: number, value: string): Buffer => der(tag, Buffer.from(value, 'latin1'));
export const truth = (): Buffer => der(0x01, Buffer.of(0xff));

export function integer(hex: string): Buffer {
  const plain = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return der(0x02, (plain[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), plain]) : plain);
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const digits = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return der(0x06, Buffer.from(bytes));
}

/** GeneralizedTime, whatever the year. */
export function time(date: Date): Buffer {
  return text(0x18, `${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`);
}
