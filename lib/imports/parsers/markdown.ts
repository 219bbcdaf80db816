/** How much of one text of a scanner is kept. The raw record keeps the whole. */
const LONGEST = 20_000;

/** Cuts at `max` characters, never inside a surrogate pair, and says so with an ellipsis. */
export function clip(text: string, max = LONGEST): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 2);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 2 : max - 1)}…`;
}

/** Text of a scanner as markdown that shows just that text; web addresses and `code spans` stay what they are. */
export function plain(text: string): string {
  return clip(text)
    .trim()
    .split(/(https?:\/\/[^\s<>"'`\\]+|`[^`\n]{1,200}`)/i)
    .map((piece, index) => (index % 2 === 1 ? piece : escapeMarks(piece)))
    .join('');
}

/** A text that may be markdown already (advisories of GitHub and Snyk) or plain (those of the distributions and of NVD). */
export function prose(description: string): string {
  return /^#{1,5} \S|^```|\]\(https?:\/\/|^[*-] .+\n[*-] /m.test(description)
    ? clip(description.trim())
    : plain(description);
}

function escapeMarks(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~|&]/g, '\\$&')
    .replace(/^([ \t]*)([#+=-]|\d{1,9}[.)])/gm, (_, indent: string, mark: string) =>
      mark.length > 1 ? `${indent}${mark.slice(0, -1)}\\${mark.slice(-1)}` : `${indent}\\${mark}`,
    );
}

/** A fenced block that its content cannot end. */
export function codeBlock(code: string, language = ''): string {
  const fence = '`'.repeat(Math.max(2, ...runs(code)) + 1);
  return `${fence}${language}\n${clip(code).trimEnd()}\n${fence}`;
}

/** A code span; line breaks become blanks. */
export function code(text: string): string {
  const line = clip(text, 2_000).replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  const fence = '`'.repeat(Math.max(0, ...runs(line)) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

function runs(text: string): number[] {
  return [...clip(text).matchAll(/`+/g)].slice(0, 10_000).map(([run]) => run.length);
}

/** Paragraphs, the empty ones left out. */
export function paragraphs(...blocks: readonly (string | undefined)[]): string {
  return blocks.filter((block) => block !== undefined && block.trim() !== '').join('\n\n');
}

/** Markdown below a word that says what it is; empty where there is none. */
export function titled(title: string, markdown: string): string {
  return markdown.trim() === '' ? '' : `${title}:\n\n${markdown}`;
}

/** A list of already formatted lines, at most `max`, with the number of those left out. */
export function bullets(lines: readonly string[], max = 20): string {
  return bulletsOf(lines, (line) => line, max);
}

/** The same for a list that may be long: what is left out is not formatted. */
export function bulletsOf<T>(items: readonly T[], format: (item: T) => string, max = 20): string {
  const shown = items.slice(0, max).map((item) => `- ${format(item)}`);
  if (items.length > max) shown.push(`- … (+${items.length - max})`);
  return shown.join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', amp: '&' };

/** The text of a scanner's HTML as markdown: paragraphs, lists and code survive, every other tag is left out. */
export function fromHtml(html: string): string {
  const blocks: string[] = [];
  let preformatted = false;
  for (const piece of clip(html, 2 * LONGEST).split(/(<\/?pre\b[^<>]*>)/i)) {
    if (/^<\/?pre\b/i.test(piece)) preformatted = !piece.startsWith('</');
    else blocks.push(preformatted ? preBlock(piece) : plain(flow(piece)));
  }
  return paragraphs(...blocks);
}

function preBlock(html: string): string {
  const text = textOf(html).replace(/^\n+/, '');
  return text.trim() === '' ? '' : codeBlock(text);
}

function flow(html: string): string {
  const broken = html
    .replace(/\s+/g, ' ')
    .replace(/<li\b[^<>]*>/gi, '\n• ')
    .replace(/<br\b[^<>]*>/gi, '\n')
    .replace(/<\/?(?:p|div|ul|ol|h[1-6]|table|tr|blockquote)\b[^<>]*>/gi, '\n\n');
  const lines = textOf(broken).split('\n');
  return lines
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** Text without tags, entities decoded once. */
export function textOf(html: string): string {
  return html
    .replace(/<\/?[a-z!][^<>]*>/gi, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
      if (typeof name === 'string') return ENTITIES[name.toLowerCase()] ?? whole;
      const point = decimal ? Number(decimal) : Number.parseInt(String(hex), 16);
      return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : whole;
    });
}
