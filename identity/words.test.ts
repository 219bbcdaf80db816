import { expect, test } from 'vitest';
import { LOCALES } from '@/lib/core/i18n/locales';
import { localeOf, WORDS } from './words';

function texts(tree: object): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${key}: ${value.match(/\{\w+\}/g)?.join() ?? ''}`] : texts(value),
  );
}

test.each(LOCALES)('%s says everything, about the same', (locale) => {
  expect(texts(WORDS[locale])).toEqual(texts(WORDS.en));
});

test.each([
  ['de', undefined, 'de'],
  ['fr', 'it;q=0.5, nl', 'nl'],
  [undefined, 'de-AT', 'de'],
  [undefined, undefined, 'en'],
])('%s asked for and %s wished for give %s', (asked, wished, expected) => {
  expect(localeOf(asked, wished)).toBe(expected);
});
