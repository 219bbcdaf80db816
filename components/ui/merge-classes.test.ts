import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extendTailwindMerge } from 'tailwind-merge';
import { describe, expect, it } from 'vitest';
import { mergeClasses } from '@/components/ui/merge-classes';

const reference = extendTailwindMerge({ extend: { theme: { spacing: ['row', 'control', 'rail', 'top'] } } });

/** Every class that stands in a component, without its conditions. */
function classesInUse(): string[] {
  const found = new Set<string>();
  for (const folder of ['app', 'components']) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name) || /\.test\.|merge-classes/.test(name)) continue;
      const text = readFileSync(join(folder, name), 'utf8');
      for (const [, quoted = ''] of text.matchAll(
        /(?:className=|class: |[A-Z_]+ =\s+|cn\(\s*|'[\s,]*)?['"]([^'"\n]+)['"]/g,
      )) {
        for (const one of quoted.split(/\s+/)) {
          const utility = one.replace(/^(?:[^[\]:]|\[[^\]]*\])*:/, '');
          if (/^-?[a-z][\w-]*(\[[^\]]+\]|\([^)]+\))?([/.]\d+)*$/.test(utility)) found.add(utility);
        }
      }
    }
  }
  // What the reference knows voids an earlier twin of itself.
  return [...found].filter((one) => reference(`${one} ${one}`) === one);
}

describe('mergeClasses', () => {
  it('says of every two classes in use what tailwind-merge says', () => {
    const classes = classesInUse();
    expect(classes.length).toBeGreaterThan(300);
    const pairs = classes.flatMap((a) => classes.filter((b) => a !== b).map((b) => `${a} ${b}`));
    const differing = pairs.filter((pair) => mergeClasses(pair) !== reference(pair));
    expect(differing).toEqual([]);
  }, 60_000);

  it('keeps what applies under other conditions', () => {
    expect(mergeClasses('px-2 md:px-3 hover:px-4 px-1')).toBe('md:px-3 hover:px-4 px-1');
    expect(mergeClasses('[&_svg]:size-4 [&_svg]:size-3 data-[a:b]:p-1')).toBe('[&_svg]:size-3 data-[a:b]:p-1');
  });
});
