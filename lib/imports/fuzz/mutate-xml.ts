import type { Random } from '@/lib/imports/fuzz/random';
import { longText, SLOW_PIECES, STRANGE_TEXTS } from '@/lib/imports/fuzz/strange';

type Change = (text: string, random: Random) => string;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function strange(random: Random): string {
  const text =
    random.below(3) === 0
      ? longText(random.one(SLOW_PIECES), random.one([300, 10_000, 100_000]))
      : random.one(STRANGE_TEXTS);
  return random.below(12) === 0 ? text : escaped(text);
}

/** One occurrence of a pattern, replaced; the text as it is where there is none. */
function replaceOne(text: string, pattern: RegExp, random: Random, by: (found: string) => string): string {
  const all = [...text.matchAll(pattern)];
  const found = all[random.below(all.length)];
  if (!found) return text;
  return text.slice(0, found.index) + by(found[0]) + text.slice(found.index + found[0].length);
}

// Each can begin where its first character stands and nowhere within: texts of earlier changes are long.
const ATTRIBUTE = /(?<=\s)[\w:.-]+="[^"]*"/g;
const CONTENT = />[^<>]+</g;
const TAG = /<\/?[\w:.-][^<>]*>/g;

const attributeValue: Change = (text, random) =>
  replaceOne(text, ATTRIBUTE, random, (found) => `${found.split('=')[0]}="${strange(random)}"`);
const attributeName: Change = (text, random) =>
  replaceOne(
    text,
    ATTRIBUTE,
    random,
    (found) => `${random.one(['__proto__', 'constructor', 'x', 'xml:x'])}${found.slice(found.indexOf('='))}`,
  );
const noAttribute: Change = (text, random) => replaceOne(text, ATTRIBUTE, random, () => '');
const manyAttributes: Change = (text, random) =>
  replaceOne(text, ATTRIBUTE, random, (found) => {
    const more = Array.from({ length: random.one([1, 100, 500]) }, (_, n) => `a${n}="${n}"`);
    return [found, ...more].join(' ');
  });
const content: Change = (text, random) => replaceOne(text, CONTENT, random, () => `>${strange(random)}<`);
const noContent: Change = (text, random) => replaceOne(text, CONTENT, random, () => '><');
const cdata: Change = (text, random) =>
  replaceOne(text, CONTENT, random, (found) => `><![CDATA[${found.slice(1, -1)}${random.one([']]>', ''])}<`);
const tag: Change = (text, random) => replaceOne(text, TAG, random, () => '');
const twice: Change = (text, random) => replaceOne(text, TAG, random, (found) => found + found);
const renamed: Change = (text, random) =>
  replaceOne(text, TAG, random, (found) => found.replace(/[\w:.-]+/, random.one(['__proto__', 'x', 'a:b'])));

/** All elements of one name, gone with their ends: the report stays well-formed. */
const unwrapped: Change = (text, random) => {
  const name = [...text.matchAll(/<([\w:.-]+)/g)].map(([, found]) => found ?? '');
  return name.length === 0 ? text : text.replaceAll(new RegExp(`</?${random.one(name)}(?=[\\s/>])[^<>]*>`, 'g'), '');
};

const repeated: Change = (text, random) =>
  replaceOne(text, /<([\w:.-]+)(?=[\s>])[^<>]*>[^<>]*<\/\1>/g, random, (found) =>
    found.repeat(random.one([2, 3, 100])),
  );

const deep: Change = (text, random) => {
  const depth = random.one([10, 100, 300, 5_000]);
  return replaceOne(text, TAG, random, (found) => `${'<d>'.repeat(depth)}x${'</d>'.repeat(depth)}${found}`);
};

const entity: Change = (text, random) => {
  const declared = random.one([
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE a [<!ENTITY b "&b;&b;">]>',
    '<!-- -- -->',
    '<?x?>',
  ]);
  return replaceOne(text, TAG, random, (found) => `${declared}${found}`).replace(/>([^<>]+)</, '>&b;<');
};

const WELL_FORMED: readonly Change[] = [
  attributeValue,
  attributeValue,
  attributeName,
  noAttribute,
  manyAttributes,
  content,
  content,
  noContent,
  unwrapped,
  repeated,
  deep,
];
const TORN: readonly Change[] = [cdata, tag, twice, renamed, entity];

/** An XML document with other attributes, elements and texts in places; often it stays well-formed. */
export function mutateXml(text: string, random: Random): string {
  let now = text;
  for (let n = random.below(3); n >= 0; n -= 1)
    now = random.one(random.below(8) === 0 ? TORN : WELL_FORMED)(now, random);
  return now;
}
