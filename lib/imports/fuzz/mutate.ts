import { BYTE_CHANGES, splice } from '@/lib/imports/fuzz/mutate-bytes';
import { mutateCsv } from '@/lib/imports/fuzz/mutate-csv';
import { mutateJson } from '@/lib/imports/fuzz/mutate-json';
import { mutateXml } from '@/lib/imports/fuzz/mutate-xml';
import { Random } from '@/lib/imports/fuzz/random';
import type { ReportParser } from '@/lib/imports/parsers/types';

function byItsSyntax(bytes: Buffer, syntax: ReportParser['syntax'], random: Random): Buffer {
  const text = bytes.toString('utf8');
  if (syntax === 'xml') return Buffer.from(mutateXml(text, random));
  if (syntax === 'csv') return Buffer.from(mutateCsv(text, random));
  const changed = mutateJson(text, random);
  return changed === null ? random.one(BYTE_CHANGES)(bytes, random) : Buffer.from(changed);
}

/** A broken report and the size of the pieces in which it arrives. */
export type Case = { readonly bytes: Buffer; readonly size: number };

type Broken = Pick<ReportParser, 'id' | 'syntax'>;

function broken({ syntax }: Broken, seeds: readonly Uint8Array[], random: Random): Buffer {
  const bytes = Buffer.from(random.one(seeds));
  const dice = random.below(10);
  // Most reports that are broken byte by byte never come to the parser: the greater part of the cases is well-formed.
  if (dice === 0) return splice(bytes, Buffer.from(random.one(seeds)), random);
  if (dice === 1) return random.one(BYTE_CHANGES)(bytes, random);
  const changed = byItsSyntax(bytes, syntax, random);
  return dice === 2 ? random.one(BYTE_CHANGES)(changed, random) : changed;
}

/** The case of this number under this seed: always the same for the same seeds, parser, seed and number. */
export function caseOf(parser: Broken, seeds: readonly Uint8Array[], seed: number, number: number): Case {
  const random = new Random(`${parser.id}/${seed}/${number}`);
  const bytes = broken(parser, seeds, random);
  // One byte at a time is slow by itself: for small reports alone.
  const size = random.below(4) === 0 ? random.one([bytes.length < 4_000 ? 1 : 500, 1_000]) : 65_536;
  return { bytes, size };
}
