import {
  type OscalCatalogue,
  type OscalControl,
  type OscalGroup,
  type OscalPart,
  parseOscal,
  refuse,
} from '@/lib/compliance/oscal/document';
import { OSCAL_LIMITS } from '@/lib/compliance/oscal/limits';
import type { Control, Framework } from '@/lib/compliance/types';
import { storable } from '@/lib/core/storable';

/** A catalogue as it was read; licence, source and note are the importing person's. */
export type ReadCatalogue = Pick<Framework, 'title' | 'version' | 'issuer' | 'groups' | 'controls'> & {
  readonly oscalVersion: string;
  /** Controls that the publisher withdrew: left out. */
  readonly withdrawn: number;
};

const title = (text: string) => storable(text.trim(), OSCAL_LIMITS.titleLength);

/** Choices may name parameters in turn; one that names itself goes no deeper. */
const INSERT_DEPTH = 3;
/** Characters of one parameter that is written out. */
const INSERT_LENGTH = 1_000;
const INSERT = /\{\{ ?insert: param, ([^ {}]{1,100}) ?\}\}/g;

/** Sentences of a control: its statement with all that belongs to it; a parameter stands as its name or choices in brackets. */
function statement({ parts = [], params = [] }: OscalControl): string {
  const labels = new Map(params.map(({ id, label, select }) => [id, label ?? select?.choice?.join(' / ') ?? id]));
  const most = OSCAL_LIMITS.textLength * 2;
  const known = new Map<string, string>();
  const shown = (id: string, depth: number): string => {
    const label = labels.get(id) ?? id;
    return depth === 0 ? `[${id}]` : `[${filled(label.slice(0, INSERT_LENGTH), depth - 1)}]`.slice(0, INSERT_LENGTH);
  };
  const filled = (said: string, depth: number): string =>
    said.replace(INSERT, (_, id: string) => {
      const key = `${depth} ${id}`;
      const text = known.get(key) ?? shown(id, depth);
      known.set(key, text);
      return text;
    });
  const prose = (one: OscalPart): string[] => [...(one.prose ? [one.prose] : []), ...(one.parts ?? []).flatMap(prose)];
  const sentences = parts
    .filter(({ name }) => name === 'statement')
    .flatMap(prose)
    .join('\n')
    .slice(0, most);
  return filled(sentences, INSERT_DEPTH);
}

const isWithdrawn = ({ props = [] }: OscalControl) =>
  props.some(({ name, value }) => name === 'status' && value.toLowerCase() === 'withdrawn');

class Collector {
  readonly groups: { id: string; title: string }[] = [];
  readonly controls: Control[] = [];
  withdrawn = 0;

  /** Nested groups become one list: a control is known by its own number. */
  group({ id, title: name, controls = [], groups = [] }: OscalGroup): void {
    const own = id ?? `group-${this.groups.length + 1}`;
    this.groups.push({ id: own, title: title(name) || own });
    if (this.groups.length > OSCAL_LIMITS.groups) throw refuse('oscal_count', { max: OSCAL_LIMITS.groups });
    for (const one of controls) this.control(one, own);
    for (const one of groups) this.group(one);
  }

  control(control: OscalControl, group: string): void {
    const { id } = control;
    if (isWithdrawn(control)) this.withdrawn += 1;
    else {
      const text = storable(statement(control), OSCAL_LIMITS.textLength);
      this.controls.push({ id, group, title: title(control.title) || id, ...(text && { text }) });
    }
    if (this.controls.length > OSCAL_LIMITS.controls) throw refuse('oscal_count', { max: OSCAL_LIMITS.controls });
    for (const one of control.controls ?? []) this.control(one, group);
  }
}

/** The first number that is there more than once. */
function twice(ids: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return ids.find((id) => seen.size === seen.add(id).size);
}

function collect({ groups = [], controls = [], metadata }: OscalCatalogue): Collector {
  const found = new Collector();
  for (const one of groups) found.group(one);
  if (controls.length > 0) found.group({ id: 'catalogue', title: metadata.title, controls });
  return found;
}

/**
 * Groups and controls of an OSCAL catalogue (JSON, OSCAL 1.x). Controls within controls count on their own.
 * @throws DomainError as `parseOscal`; `invalid` with `oscal_empty`, `oscal_twice` (`id`) or `oscal_count` as `issue`
 */
export function readCatalogue(bytes: Uint8Array): ReadCatalogue {
  const catalogue = parseOscal(bytes);
  const { groups, controls, withdrawn } = collect(catalogue);
  if (controls.length === 0) throw refuse('oscal_empty');
  const double = twice(controls.map(({ id }) => id)) ?? twice(groups.map(({ id }) => id));
  if (double !== undefined) throw refuse('oscal_twice', { id: double });
  const { metadata } = catalogue;
  const used = new Set(controls.map(({ group }) => group));
  return {
    title: title(metadata.title),
    version: storable(metadata.version, 100) || storable(metadata['last-modified'], 100),
    issuer: storable(metadata.parties?.find(({ name }) => name)?.name ?? '', 200),
    oscalVersion: storable(metadata['oscal-version'], 20),
    groups: groups.filter(({ id }) => used.has(id)),
    controls,
    withdrawn,
  };
}
