import { at, isArray, isObject, type Json } from '@/lib/core/json';
import { collect, type Path, pathOf } from '@/lib/detection/logs/path';
import type { Encoding } from '@/lib/detection/logs/types';
import type { Fields, FieldValue } from '@/lib/detection/types';
import { EVENT_PLACES, type EventPlace } from '@/lib/events/types';

const TEXTS = ['name', 'message', 'class', 'outcome'] as const;

/** Our own event, as far as rules ask for it; `CompleteEvent` and `EventDraft` both are. */
export type DetectionEvent = Readonly<Partial<Record<EventPlace | (typeof TEXTS)[number], string>>>;

export type DetectionInput = {
  readonly event: DetectionEvent;
  /** The record as the shape got it: JSON, or a line of text. */
  readonly raw: Json;
  /** As in `/api/v1/events/falco`. */
  readonly shape: string;
};

const isPlace = (name: string): name is EventPlace => EVENT_PLACES.some((place) => place === name);
const isText = (name: string): name is (typeof TEXTS)[number] => TEXTS.some((text) => text === name);

const PATHS = new Map<string, Path>();

/** Paths come from rules and from our tables: a few hundred, each read once. */
function knownPath(text: string): Path {
  const found = PATHS.get(text) ?? pathOf(text);
  PATHS.set(text, found);
  return found;
}

function scalar(value: Json): FieldValue | undefined {
  if (isObject(value) || isArray(value)) return undefined;
  const said = value === null ? '' : String(value);
  return { value, said, text: said.toLowerCase() };
}

const valuesOf = (found: readonly Json[]) => found.map(scalar).filter((value) => value !== undefined);

/** Every text in a record, without recursion: a record may be nested as deeply as JSON is. */
function textsIn(record: Json): FieldValue[] {
  const found: FieldValue[] = [];
  const open: Json[] = [record];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'object' && next !== null) {
      for (const inner of Object.values(next)) open.push(inner);
      continue;
    }
    const value = scalar(next);
    if (value) found.push(value);
  }
  return found;
}

/** A record's fields by the names of its log; each is looked for once. */
export class RecordFields implements Fields {
  readonly #known = new Map<string, readonly FieldValue[]>();
  #texts: readonly FieldValue[] | undefined;

  constructor(
    readonly encoding: Encoding,
    readonly record: Json,
    readonly input: DetectionInput,
  ) {}

  values = (name: string): readonly FieldValue[] => {
    const known = this.#known.get(name);
    if (known) return known;
    const found = this.#find(name);
    this.#known.set(name, found);
    return found;
  };

  everywhere = (): readonly FieldValue[] => {
    this.#texts ??= textsIn(this.record);
    return this.#texts;
  };

  /** Who and where as our event says it, else as the log does; then the record's own names, then our event's texts. */
  #find(name: string): readonly FieldValue[] {
    const { event } = this.input;
    if (isPlace(name) && (event[name] ?? '') !== '') return valuesOf([event[name] ?? null]);
    const paths = Object.hasOwn(this.encoding.fields, name) ? this.encoding.fields[name] : undefined;
    if (paths) return valuesOf(paths.flatMap((path) => this.#at(path)));
    const own = this.#own(name);
    if (own.length > 0 || !isText(name)) return own;
    return event[name] === undefined ? [] : valuesOf([event[name]]);
  }

  /** `@process` is our event's. */
  #at(path: string): readonly Json[] {
    const place = path.startsWith('@') ? path.slice(1) : '';
    if (isPlace(place)) return [this.input.event[place] ?? ''];
    const found: Json[] = [];
    collect(this.record, knownPath(path), found);
    return found;
  }

  #own(name: string): readonly FieldValue[] {
    const whole = at(this.record, name);
    if (whole !== undefined && !isObject(whole) && !isArray(whole)) return valuesOf([whole]);
    const found: Json[] = [];
    collect(this.record, knownPath(name), found);
    return valuesOf(found);
  }
}
