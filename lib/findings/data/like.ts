/** For a `LIKE` pattern: a text in which nothing is a wildcard. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
