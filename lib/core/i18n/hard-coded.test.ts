// biome-ignore-all lint/correctness/noComponentHookFactories: visitors are named after nodes of the syntax tree
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, it } from 'vitest';

/** Attributes that people see or hear. */
const SPOKEN = new Set([
  'title',
  'aria-label',
  'aria-description',
  'placeholder',
  'alt',
  'label',
  'hint',
  'description',
]);
const WORD = /\p{L}{2,}/u;

/** User-visible text that does not come from `messages/`: JSX text, string children and spoken attributes. */
function hardCoded(file: string, source: string): string[] {
  const found: string[] = [];
  const note = (value: unknown) => {
    if (typeof value === 'string' && WORD.test(value)) found.push(`${file}: ${value.trim()}`);
  };
  new Visitor({
    JSXText: (node) => note(node.value),
    JSXAttribute: (node) => {
      const name = node.name.type === 'JSXIdentifier' ? node.name.name : '';
      if (SPOKEN.has(name) && node.value?.type === 'Literal') note(node.value.value);
    },
    JSXElement: (node) => {
      const name = node.openingElement.name;
      // Key caps and code show what a machine reads.
      if (name.type === 'JSXIdentifier' && ['Kbd', 'code', 'kbd'].includes(name.name)) return;
      for (const child of node.children) {
        if (child.type === 'JSXExpressionContainer' && child.expression.type === 'Literal') {
          note(child.expression.value);
        }
      }
    },
  }).visit(parseSync(file, source).program);
  return found;
}

function tsxFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx') && !name.endsWith('.test.tsx'))
    .map((name) => join(folder, name));
}

it('finds what it looks for', () => {
  const sample = `const A = () => <p title="Hello you">Some text <b aria-label={t('x')}>{'More'}</b> {'·'}<Kbd>{'Ctrl'}</Kbd></p>;`;
  expect(hardCoded('a.tsx', sample)).toEqual(['a.tsx: Hello you', 'a.tsx: Some text', 'a.tsx: More']);
});

it('leaves no user-visible string outside messages/', () => {
  const found = [...tsxFiles('app'), ...tsxFiles('components')].flatMap((file) =>
    hardCoded(file, readFileSync(file, 'utf8')),
  );
  expect(found).toEqual([]);
});
