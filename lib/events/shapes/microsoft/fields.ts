import { isArray, isObject, type Json, jsonOf, text } from '@/lib/core/json';
import { type Reception, type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import type { EventDraft } from '@/lib/events/types';

/** An object's members under their names in lower case: Microsoft's products spell one name in several letter cases. */
export type Fields = ReadonlyMap<string, Json>;

/** What a record of one kind tells of; `null` where it is of another kind. */
export type Reader = (record: Fields, at: Reception) => readonly EventDraft[] | null;

const JSON_TEXT = /^\s*[{[]/;

/** The value that a text spells where it is JSON in a string (as Log Analytics exports it); broken JSON stays text. */
function unpacked(value: Json | undefined): Json | undefined {
  return typeof value === 'string' && JSON_TEXT.test(value) ? (jsonOf(value) ?? value) : value;
}

/** An object's members, also where it is JSON in a string; none where it is no object. */
export function fieldsOf(value: Json | undefined): Fields {
  const object = unpacked(value);
  const fields = new Map<string, Json>();
  if (!isObject(object)) return fields;
  for (const [name, member] of Object.entries(object)) {
    const key = name.toLowerCase();
    if ((fields.get(key) ?? null) === null) fields.set(key, member);
  }
  return fields;
}

/** The first text that is not blank, of several members; numbers and truth values are written out. */
export function said(fields: Fields, ...names: readonly string[]): string {
  for (const name of names) {
    const value = fields.get(name.toLowerCase());
    const found = typeof value === 'boolean' ? String(value) : text(value).trim();
    if (found !== '') return found;
  }
  return '';
}

/** The value of a member, out of its string where it is JSON in one. */
export function jsonIn(fields: Fields, name: string): Json | undefined {
  return unpacked(fields.get(name.toLowerCase()));
}

/** The members of an object within an object. */
export function inner(fields: Fields, ...path: readonly string[]): Fields {
  return path.reduce((found, name) => fieldsOf(found.get(name.toLowerCase())), fields);
}

/** The members of each object of an array. */
export function each(fields: Fields, name: string): readonly Fields[] {
  const found = jsonIn(fields, name);
  return isArray(found) ? found.filter((item) => isObject(unpacked(item))).map(fieldsOf) : [];
}

/** The texts of an array, or of a list with commas. */
export function listed(fields: Fields, ...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const found = jsonIn(fields, name);
    const items = isArray(found) ? found.map((item) => text(item)) : text(found).split(',');
    return items.map((item) => item.trim()).filter((item) => item !== '');
  });
}

/** Asks one reader after the other. */
export function readBy(...readers: readonly Reader[]): Shape['read'] {
  return (record, at) => {
    const fields = fieldsOf(record);
    for (const read of readers) {
      const drafts = read(fields, at);
      if (drafts) return drafts;
    }
    throw new UnreadableRecord('not_this_shape');
  };
}
