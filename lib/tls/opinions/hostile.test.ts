import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReportError } from '@/lib/imports/reading/errors';
import { sourceOf } from '@/lib/imports/reading/testing';
import { readOpinions } from '@/lib/tls/opinions/read';
import { opinionSchema } from '@/lib/tls/opinions/types';

const fixture = (name: string) => readFileSync(`lib/imports/parsers/fixtures/${name}`, 'utf8');
const FILES = ['ssl-labs.json', 'testssl.json', 'testssl-pretty.json', 'sslyze.json', 'sslyze-old.json', 'sslscan.xml'];

/** Opinions that may be kept, or a refusal with its reason: nothing else. */
async function holds(content: string): Promise<void> {
  try {
    for (const opinion of await readOpinions(sourceOf(content))) expect(opinionSchema.parse(opinion)).toEqual(opinion);
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
  }
}

/** The report with one value, somewhere, being another. */
function withValue(text: string, at: number, value: unknown): string {
  let seen = 0;
  const count = text.match(/"[^"]*":/g)?.length ?? 1;
  return JSON.stringify(
    JSON.parse(text, (_key, old: unknown) => {
      seen += 1;
      return seen === (at % (count * 2)) + 1 ? value : old;
    }),
  );
}

describe.each(FILES)('%s', (name) => {
  const text = fixture(name);

  it('with other values in it', async () => {
    if (!name.endsWith('.json')) return;
    const property = fc.asyncProperty(fc.nat(), fc.jsonValue(), (at, value) => holds(withValue(text, at, value)));
    await fc.assert(property, { numRuns: 400 });
  });

  it('cut short, or with other bytes', async () => {
    const bytes = fc.array(fc.tuple(fc.nat({ max: text.length - 1 }), fc.string({ maxLength: 3 })), { maxLength: 4 });
    const property = fc.asyncProperty(bytes, fc.nat({ max: text.length }), (changes, end) => {
      const changed = changes.reduce((before, [at, other]) => before.slice(0, at) + other + before.slice(at + 1), text);
      return holds(changed.slice(0, end % 3 === 0 ? end : undefined));
    });
    await fc.assert(property, { numRuns: 300 });
  });
});
