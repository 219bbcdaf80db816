import type { Random } from '@/lib/imports/fuzz/random';

type Change = (bytes: Buffer, random: Random) => Buffer;

const flip: Change = (bytes, random) => {
  const changed = Buffer.from(bytes);
  for (let n = random.below(8); n >= 0; n -= 1) {
    const at = random.below(changed.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
  }
  return changed;
};

const overwrite: Change = (bytes, random) => {
  const changed = Buffer.from(bytes);
  for (let n = random.below(8); n >= 0; n -= 1) changed[random.below(changed.length)] = random.below(256);
  return changed;
};

const truncate: Change = (bytes, random) => bytes.subarray(0, random.below(bytes.length));

const behead: Change = (bytes, random) => bytes.subarray(random.below(bytes.length));

const leaveOut: Change = (bytes, random) => {
  const [from, to] = random.slice(bytes.length);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};

const double: Change = (bytes, random) => {
  const [from, to] = random.slice(bytes.length);
  return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
};

const swap: Change = (bytes, random) => {
  const ends = [random.below(bytes.length), random.below(bytes.length), random.below(bytes.length)];
  const [a = 0, b = 0, c = 0] = ends.toSorted((one, other) => one - other);
  return Buffer.concat([bytes.subarray(0, a), bytes.subarray(b, c), bytes.subarray(a, b), bytes.subarray(c)]);
};

const insert: Change = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  const token = random.one(['\u0000', '\ufeff', '"', '{', ']', '<', '>', '&a;', '\r', '\\', '\\ud800', '-', ',']);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(token), bytes.subarray(at)]);
};

/** Changes that know nothing of any syntax. */
export const BYTE_CHANGES: readonly Change[] = [flip, overwrite, truncate, behead, leaveOut, double, swap, insert];

/** The head of one report with the tail of another. */
export function splice(one: Buffer, other: Buffer, random: Random): Buffer {
  return Buffer.concat([one.subarray(0, random.below(one.length)), other.subarray(random.below(other.length))]);
}
