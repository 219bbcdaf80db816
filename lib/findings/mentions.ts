import type { PersonRef } from '@/lib/findings/types';

/** People in one comment; more are a mailing list. */
export const MENTIONS_MAX = 20;

/** How a comment keeps a person: by id, so that a new name is shown in old comments too. */
const TOKEN = /@\[([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]/g;

const tokenOf = ({ id }: PersonRef) => `@[${id}]`;

/** Ids of the people that a stored text mentions, each once. */
export function mentionedIds(body: string): string[] {
  return [...new Set([...body.matchAll(TOKEN)].flatMap(([, id]) => id ?? []))];
}

function named(body: string, people: readonly PersonRef[], write: (name: string) => string): string {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return body.replaceAll(TOKEN, (token, id: string) => {
    const name = names.get(id);
    return name === undefined ? token : write(name);
  });
}

/** A stored text as its author wrote it. */
export function writtenText(body: string, people: readonly PersonRef[]): string {
  return named(body, people, (name) => `@${name}`);
}

/** A stored text as Markdown to show: names are text, whatever they hold. */
export function shownText(body: string, people: readonly PersonRef[]): string {
  return named(body, people, (name) => `**@${name.replaceAll(/[\\`*_{}[\]()<>#+.!|~-]/g, '\\$&')}**`);
}

/** Where a name may begin: not inside a word, so that `ada@example.com` mentions nobody. */
const BEFORE = '(^|[\\s(])';
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A written text as it is stored; longer names first, so that "Ada" takes nothing from "Ada Lovelace". */
export function storedText(text: string, people: readonly PersonRef[]): string {
  const longest = [...people].sort((a, b) => b.name.length - a.name.length);
  return longest.reduce(
    (body, person) =>
      body.replaceAll(
        new RegExp(`${BEFORE}@${escaped(person.name)}(?![\\p{L}\\p{N}])`, 'gu'),
        (_match, before: string) => `${before}${tokenOf(person)}`,
      ),
    text,
  );
}

/** Words of a written text that look like mentions and are none. */
export function unknownMentions(text: string, people: readonly PersonRef[]): string[] {
  const rest = storedText(text, people).replaceAll(TOKEN, '');
  const words = [...rest.matchAll(/(?:^|[\s(])@(\p{L}[\p{L}\p{N}_-]*)/gu)];
  return [...new Set(words.flatMap(([, word]) => word ?? []))];
}

/** What is being typed before the cursor after an `@`; null where nothing is. */
export function typedMention(before: string): string | null {
  const match = /(?:^|[\s(])@([\p{L}\p{N}._' -]{0,40})$/u.exec(before);
  return match?.[1] ?? null;
}

/** Who may be meant by what was typed: names of which a word begins so; all of them before anything was typed. */
export function meant(typed: string, people: readonly PersonRef[], most: number): readonly PersonRef[] {
  const wanted = typed.toLowerCase();
  const fits = ({ name }: PersonRef) => {
    const lower = name.toLowerCase();
    return lower.startsWith(wanted) || lower.includes(` ${wanted}`);
  };
  return people.filter(fits).slice(0, most);
}
