import { type Json, type JsonObject, links, objects, text } from '@/lib/core/json';
import { cweNumbers, publicIds } from '@/lib/imports/parsers/advisory-ids';

/** What `identifiers` says of a vulnerability. The first one is the scanner's own. */
export type GitlabIdentifiers = {
  readonly rule: string;
  readonly name: string;
  readonly ids: readonly string[];
  readonly cwe: readonly number[];
  readonly urls: readonly string[];
};

export function identifiersOf(vulnerability: Json): GitlabIdentifiers {
  const identifiers = objects(vulnerability, 'identifiers');
  const [first] = identifiers;
  const spelt = identifiers.map((identifier) => `${text(identifier, 'name')} ${text(identifier, 'value')}`);
  const weaknesses = identifiers.filter((identifier) => /^cwe$/i.test(text(identifier, 'type')));
  return {
    rule: (first && ruleName(first)) || text(vulnerability, 'cve') || text(vulnerability, 'id'),
    name: text(first, 'name'),
    ids: publicIds(spelt),
    cwe: [...new Set(weaknesses.flatMap((weakness) => weaknessNumber(weakness)))],
    urls: links(identifiers.map((identifier) => text(identifier, 'url'))),
  };
}

/** Some analyzers write prose as the value and the rule as the name. */
function ruleName(identifier: JsonObject): string {
  const value = text(identifier, 'value');
  const name = text(identifier, 'name');
  return /\s/.test(value) && name !== '' && !/\s/.test(name) ? name : value || name;
}

function weaknessNumber(identifier: JsonObject): number[] {
  const [byValue] = cweNumbers(text(identifier, 'value'));
  return byValue === undefined ? cweNumbers(text(identifier, 'name')).slice(0, 1) : [byValue];
}
