import { unsafeDb } from '@/lib/core/db';
import { mentionedIds, writtenText } from '@/lib/findings/mentions';
import type { PersonRef } from '@/lib/findings/types';

/** The people whom stored texts mention, by the names that they have today. */
export async function mentionedIn(texts: readonly string[]): Promise<ReadonlyMap<string, PersonRef>> {
  const ids = [...new Set(texts.flatMap(mentionedIds))];
  if (ids.length === 0) return new Map();
  const people = await unsafeDb().person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(people.map((person) => [person.id, person]));
}

/**
 * How stored texts read outside of the room: `@Ada` where they keep Ada's id. For whatever shows or exports them as plain text.
 * @returns a function for these texts
 */
export async function namesFor(texts: readonly string[]): Promise<(text: string) => string> {
  const people = [...(await mentionedIn(texts)).values()];
  return (text) => (people.length === 0 ? text : writtenText(text, people));
}
