const OPENS = new Set(['{', '[']);
const CLOSES = new Set(['}', ']']);

/** Where the string that begins at `from` ends; the end of the text where it does not. */
function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

/**
 * JSON text with line breaks and indents. Its strings and numbers stay letter by letter as they are: `JSON.parse` would
 * alter integers above 2^53 and the later of two equal keys. Text that is no JSON comes back readable, never shorter.
 */
export function indentJson(text: string): string {
  const parts: string[] = [];
  let depth = 0;
  const line = () => parts.push('\n', '  '.repeat(Math.min(depth, 50)));
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at] ?? '';
    if (mark === '"') {
      const end = stringEnd(text, at);
      parts.push(text.slice(at, end));
      at = end - 1;
    } else if (OPENS.has(mark)) {
      const rest = /^\s*[}\]]/.exec(text.slice(at + 1, at + 200));
      parts.push(mark);
      if (rest) {
        parts.push(rest[0].trim());
        at += rest[0].length;
      } else {
        depth += 1;
        line();
      }
    } else if (CLOSES.has(mark)) {
      depth = Math.max(0, depth - 1);
      line();
      parts.push(mark);
    } else if (mark === ',') {
      parts.push(mark);
      line();
    } else if (mark === ':') parts.push(': ');
    else if (!/\s/.test(mark)) parts.push(mark);
  }
  return parts.join('');
}
