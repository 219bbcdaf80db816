import {
  count,
  isObject,
  type Json,
  type JsonObject,
  list,
  number,
  object,
  objects,
  text,
  texts,
} from '@/lib/core/json';
import { type SarifRule, sarifRule } from '@/lib/imports/parsers/sarif/rule';

/** Arguments that a placeholder of a message can name. */
const ARGUMENTS = 1_000;
/** How long a message may grow by its arguments; what is kept of it is shorter. */
const MESSAGE = 64_000;
/** Bases of a checkout that are tried on each file. */
const ROOTS = 100;

/** One run of a report: a tool, its rules and what its results refer to. */
export class SarifRun {
  readonly tool: string;
  readonly #rules = new Map<string, JsonObject>();
  readonly #known = new Map<JsonObject | undefined, SarifRule>();
  readonly #roots: readonly string[];

  constructor(readonly json: Json) {
    this.tool = text(json, 'tool', 'driver', 'name').trim().toLowerCase() || 'sarif';
    for (const component of [object(json, 'tool', 'driver'), ...objects(json, 'tool', 'extensions')]) {
      for (const rule of objects(component, 'rules')) {
        const id = text(rule, 'id');
        if (!this.#rules.has(id)) this.#rules.set(id, rule);
      }
    }
    this.#roots = Object.values(object(json, 'originalUriBaseIds') ?? {})
      .map((base) => text(base, 'uri').trim())
      .filter((root) => /^file:\/\/.+\/./i.test(root))
      .slice(0, ROOTS);
  }

  /** The rule of a result: by index (3.52.5, 3.27.6), else by id; "CA2000/1" is a case of "CA2000". */
  ruleOf(result: Json): SarifRule {
    const json = this.#ruleJson(result);
    const rule = this.#known.get(json) ?? sarifRule(json);
    this.#known.set(json, rule);
    return rule;
  }

  #ruleJson(result: Json): JsonObject | undefined {
    const index = number(result, 'rule', 'index') ?? number(result, 'ruleIndex');
    const extension = number(result, 'rule', 'toolComponent', 'index');
    const component = extension === undefined ? ['tool', 'driver'] : ['tool', 'extensions', extension];
    const indexed = index === undefined || index < 0 ? undefined : object(this.json, ...component, 'rules', index);
    const id = text(result, 'ruleId') || text(result, 'rule', 'id');
    // An index that leads to another rule comes from tools that number their extensions otherwise.
    if (indexed && (id === '' || id.startsWith(text(indexed, 'id')))) return indexed;
    return this.#rules.get(id) ?? this.#rules.get(id.replace(/\/[^/]*$/, ''));
  }

  /** A message with its template and arguments in place (3.11). */
  message(message: Json | undefined, rule: JsonObject | undefined): { text: string; markdown: string } {
    const id = text(message, 'id');
    const template =
      object(rule, 'messageStrings', id) ?? object(this.json, 'tool', 'driver', 'globalMessageStrings', id);
    const values = texts(message, 'arguments').slice(0, ARGUMENTS);
    const fill = (field: string) => filled(text(message, field) || text(template, field), values);
    return { text: withoutLinks(fill('text')), markdown: fill('markdown') };
  }

  /** Where an artifact lies, relative to the outermost relative base (3.4.3, 3.14.14); as given when it is absolute. */
  artifactUri(artifact: JsonObject | undefined): string {
    const indexed = count(artifact, 'index') ?? number(artifact, 'index');
    const location =
      text(artifact, 'uri') === '' && indexed !== undefined
        ? object(this.json, 'artifacts', indexed, 'location')
        : artifact;
    let uri = text(location, 'uri').trim();
    let base = text(location, 'uriBaseId');
    for (let level = 0; level < 8 && base !== '' && !isAbsolute(uri); level++) {
      const known = object(this.json, 'originalUriBaseIds', base);
      const prefix = text(known, 'uri').trim();
      if (prefix === '' || isAbsolute(prefix)) break;
      uri = `${prefix.replace(/\/?$/, '/')}${uri}`;
      base = text(known, 'uriBaseId');
    }
    return this.#withinBase(uri);
  }

  /** The name of a function, class or resource (3.33). */
  symbol(location: JsonObject): string {
    const logical = list(location, 'logicalLocations').find(isObject);
    const index = number(logical, 'index');
    const shared = index === undefined ? undefined : object(this.json, 'logicalLocations', index);
    for (const source of [logical, shared]) {
      const name = text(source, 'fullyQualifiedName') || text(source, 'name');
      if (name !== '') return name;
    }
    return '';
  }

  /** A file under one of the bases that the run names is meant relative to it, wherever the checkout lay. */
  #withinBase(uri: string): string {
    if (!/^file:/i.test(uri)) return uri;
    const root = this.#roots.find((start) => uri.startsWith(start));
    return root === undefined ? uri : uri.slice(root.length).replace(/^\/+/, '');
  }
}

function isAbsolute(uri: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(uri) || uri.startsWith('/');
}

function filled(template: string, values: readonly string[]): string {
  let room = MESSAGE;
  return template.slice(0, MESSAGE).replace(/\{\{|\}\}|\{(\d{1,3})\}/g, (whole, index?: string) => {
    if (index === undefined) return whole.charAt(0);
    const value = (values[Number(index)] ?? whole).slice(0, room);
    room -= value.length;
    return value;
  });
}

/** `[text](1)` points to a related location (3.11.6): the text alone is left. */
function withoutLinks(message: string): string {
  return message.replace(/\[([^[\]]{1,300})\]\(\d{1,4}\)/g, '$1');
}
