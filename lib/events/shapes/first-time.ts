import { parseTime } from '@/lib/events/time';

/** The first of several spellings that is a time; where none is, the first that says anything. */
export function firstTime(...said: readonly string[]): string {
  return said.find((text) => parseTime(text) !== null) ?? said.find((text) => text !== '') ?? '';
}
