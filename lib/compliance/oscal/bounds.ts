import { OSCAL_LIMITS, type OscalRefusal } from '@/lib/compliance/oscal/limits';

/** Lists of a catalogue, and what each of their members has to have: text. */
const LISTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['groups', ['title']],
  ['controls', ['id', 'title']],
  ['params', ['id']],
  ['props', ['name', 'value']],
  ['parts', ['name']],
]);

/** Characters of a place that is named. */
export const PLACE_MAX = 200;

type Fault = { readonly issue: OscalRefusal; readonly details: Readonly<Record<string, string | number>> };
type Place = { readonly value: object; readonly path: string };

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasText = (value: object, name: string) => typeof Reflect.get(value, name) === 'string';

/**
 * The first member of a list that is none, or that there are too many controls or groups; null: neither. A schema would name
 * each of a million faults of a hostile file, which takes more memory than a machine has.
 */
export function firstFault(catalog: unknown): Fault | null {
  if (!isObject(catalog)) return { issue: 'oscal_shape', details: { place: 'catalog' } };
  const left: Place[] = [{ value: catalog, path: 'catalog' }];
  const counts = { groups: 0, controls: 0 };
  for (let place = left.pop(); place; place = left.pop()) {
    for (const [name, needed] of LISTS) {
      const list: unknown = Reflect.get(place.value, name);
      if (list === undefined) continue;
      if (!Array.isArray(list)) return { issue: 'oscal_shape', details: { place: `${place.path}.${name}` } };
      if (name === 'groups' || name === 'controls') {
        counts[name] += list.length;
        if (counts[name] > OSCAL_LIMITS[name]) return { issue: 'oscal_count', details: { max: OSCAL_LIMITS[name] } };
      }
      for (const [index, member] of list.entries()) {
        const path = `${place.path}.${name}.${index}`;
        if (!isObject(member)) return { issue: 'oscal_shape', details: { place: path.slice(0, PLACE_MAX) } };
        const missing = needed.find((one) => !hasText(member, one));
        if (missing) return { issue: 'oscal_shape', details: { place: `${path}.${missing}`.slice(0, PLACE_MAX) } };
        left.push({ value: member, path });
      }
    }
  }
  return null;
}
