import { createHash } from 'node:crypto';

/** Text of a report that is told about it: no NUL and no half of a surrogate pair, at most `limit` UTF-16 units. */
export function storable(text: string, limit: number): string {
  return text.slice(0, limit).toWellFormed().replaceAll('\0', '\ufffd');
}

const NAME = 500;
const KEPT = 400;

/** A part of a source's key, which has to fit into an index; what is longer stays distinct by its hash. */
export function sourceName(name: string): string {
  if (name.length <= NAME) return storable(name, NAME);
  return `${storable(name, KEPT)}…${createHash('sha256').update(name).digest('hex')}`;
}
