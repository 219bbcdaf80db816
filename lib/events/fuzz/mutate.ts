import type { Shape } from '@/lib/events/shapes/types';
import { BYTE_CHANGES, splice } from '@/lib/imports/fuzz/mutate-bytes';
import { mutateJson } from '@/lib/imports/fuzz/mutate-json';
import { Random } from '@/lib/imports/fuzz/random';
import { longText, SLOW_PIECES, STRANGE_TEXTS } from '@/lib/imports/fuzz/strange';

/** Pieces that the expressions of lines look for: many of them in a row are what slows one down. */
const PIECES = [
  ...SLOW_PIECES,
  ' from ',
  ' port 1 ',
  ' ; ',
  'USER=',
  'COMMAND=',
  ' user=',
  '[a b="',
  '"]',
  '<1>',
  'x=',
];

/** A line with words left out, repeated, swapped, or replaced by something strange or long. */
function mutateLine(line: string, random: Random): string {
  const words = line.split(' ');
  const at = random.below(words.length);
  const strange =
    random.below(3) === 0 ? longText(random.one(PIECES), random.one([50, 3_500, 100_000])) : random.one(STRANGE_TEXTS);
  return random
    .one([
      () => words.toSpliced(at, 1),
      () => words.toSpliced(at, 0, words[random.below(words.length)] ?? ''),
      () => words.with(at, strange),
      () => words.with(at, (words[at] ?? '') + strange),
      () => words.slice(at),
      () => words.slice(0, at),
    ])()
    .join(' ');
}

function mutateLines(text: string, random: Random): string {
  const lines = text.split('\n');
  for (let n = random.below(4); n >= 0; n -= 1) {
    const at = random.below(lines.length);
    lines[at] = mutateLine(lines[at] ?? '', random);
  }
  return lines.join('\n');
}

/** The broken delivery of this number under this seed: always the same for the same seeds, shape, seed and number. */
export function caseOf(
  shape: Pick<Shape, 'id' | 'syntax'>,
  seeds: readonly string[],
  seed: number,
  number: number,
): string {
  const random = new Random(`${shape.id}/${seed}/${number}`);
  const text = random.one(seeds);
  const bytes = Buffer.from(text);
  const dice = random.below(10);
  // What is broken byte by byte seldom comes to the shape: the greater part of the cases is well-formed.
  if (dice === 0) return splice(bytes, Buffer.from(random.one(seeds)), random).toString('utf8');
  if (dice === 1) return random.one(BYTE_CHANGES)(bytes, random).toString('utf8');
  const changed = shape.syntax === 'lines' ? mutateLines(text, random) : mutateJson(text, random);
  return changed ?? random.one(BYTE_CHANGES)(bytes, random).toString('utf8');
}
