import { readdirSync, readFileSync } from 'node:fs';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/core/i18n/locales';
import { loadMessages } from '@/lib/core/i18n/messages';

type Tree = { readonly [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}

/** Names and kinds of what a message takes. A plural is a number: one language needs it where another does not. */
function argumentsOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element): string[] => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.plural:
      case TYPE.select:
        return [
          `${element.value}:${element.type === TYPE.plural ? TYPE.number : element.type}`,
          ...Object.values(element.options).flatMap((option) => argumentsOf(option.value)),
        ];
      case TYPE.tag:
        return [`${element.value}:tag`, ...argumentsOf(element.children)];
      default:
        return [`${element.value}:${element.type}`];
    }
  });
}

const signature = (message: string) => [...new Set(argumentsOf(parse(message)))].sort().join(' ');

function read(locale: string, file: string): Map<string, string> {
  const tree: Tree = JSON.parse(readFileSync(`messages/${locale}/${file}`, 'utf8'));
  return new Map(flatten(tree));
}

const files = readdirSync('messages/en').sort();

describe.each(LOCALES.filter((locale) => locale !== 'en'))('messages in %s', (locale) => {
  it('have the same files as English', () => {
    expect(readdirSync(`messages/${locale}`).sort()).toEqual(files);
  });

  it.each(files)('%s has the keys and the arguments of English', (file) => {
    const [english, other] = [read('en', file), read(locale, file)];
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, message] of other) {
      expect(signature(message), `${key}: ${message}`).toBe(signature(english.get(key) ?? ''));
      expect(message.trim(), key).not.toBe('');
    }
  });
});

describe('loadMessages', () => {
  it('knows every file', async () => {
    expect(
      Object.keys(await loadMessages('de'))
        .map((name) => `${name}.json`)
        .sort(),
    ).toEqual(files);
  });
});
