/** Text that PostgreSQL can hold: no NUL and no half of a surrogate pair, at most `limit` UTF-16 units. */
export function storable(text: string, limit: number): string {
  return text.slice(0, limit).toWellFormed().replaceAll('\0', '\ufffd');
}
