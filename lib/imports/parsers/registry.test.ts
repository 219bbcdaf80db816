import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PARSERS, parserById } from '@/lib/imports/parsers/registry';
import { detectFormat } from '@/lib/imports/reading/detect';
import { sourceOf } from '@/lib/imports/reading/testing';

const folder = join(import.meta.dirname, 'fixtures');
const ids = PARSERS.map(({ id }) => id).sort((a, b) => b.length - a.length);

/** A fixture is named by its parser and what it shows: `trivy.json`, `trivy-cluster.json`. */
function parserOf(file: string): string | undefined {
  return ids.find((id) => file.replaceAll('_', '-').startsWith(id.replaceAll('_', '-')));
}

describe('the registry', () => {
  it('names each format once', () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const parser of PARSERS) expect(parserById(parser.id)).toBe(parser);
    expect(parserById('__proto__')).toBeUndefined();
  });

  it('is the list that people read', () => {
    const listed = readFileSync('docs/formats.md', 'utf8').matchAll(/^\| `([\w-]+)`/gm);
    expect([...listed].map(([, id]) => id).sort()).toEqual([...ids].sort());
  });

  it.for(readdirSync(folder))('recognises %s by its content', async (file) => {
    const detected = await detectFormat(sourceOf(readFileSync(join(folder, file))), PARSERS);
    expect(detected.id).toBe(parserOf(file));
  });
});
