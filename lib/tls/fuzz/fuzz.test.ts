import { describe, expect, it } from 'vitest';
import { caseOf } from '@/lib/tls/fuzz/mutate';
import { judge, WIRE_PARSERS, type WireParser } from '@/lib/tls/fuzz/parsers';

/** The same in each run; `npm run fuzz -- tls` reads thousands more of them. */
const SEED = 2030;
const CASES = 200;

describe('a broken answer of a server', () => {
  it.for(WIRE_PARSERS)('is read or refused: $id', (parser) => {
    const outcomes = { read: 0, refused: 0 };
    expect(parser.seeds.length).toBeGreaterThan(0);
    for (let number = 0; number < CASES; number += 1) {
      const bytes = caseOf(parser.id, parser.seeds, SEED, number);
      try {
        outcomes[judge(parser, bytes)] += 1;
      } catch (error) {
        throw new Error(`npm run fuzz -- tls ${parser.id} --seed ${SEED} --case ${number}`, { cause: error });
      }
    }
    // Both must come: what is never refused is not broken, what is never read was refused too early to try anything.
    expect(outcomes.refused).toBeGreaterThan(0);
  });

  it.for(WIRE_PARSERS)('is a good one before it is broken: $id', (parser) => {
    for (const seed of parser.seeds) expect(() => judge(parser, seed)).not.toThrow();
  });

  it('lets no other error pass than a refusal', () => {
    const parser: WireParser = { id: 'faulty', seeds: [], read: (bytes) => bytes.readUInt32BE(0) > 0 };
    expect(() => judge(parser, Buffer.alloc(1))).toThrow(RangeError);
  });
});
