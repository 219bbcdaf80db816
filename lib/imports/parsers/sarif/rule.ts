import { at, type Json, type JsonObject, objects, text, texts } from '@/lib/core/json';
import { cweNumbers, publicIds } from '@/lib/imports/parsers/advisory-ids';

/** Items of one list of a rule or result that are looked at. */
const ITEMS = 200;

/** A rule with what its lists say. Any number of results refer to it: its lists are walked once, not for each of them. */
export type SarifRule = {
  /** Missing for results whose rule the report does not describe. */
  readonly json: JsonObject | undefined;
  /** In lower case. */
  readonly tags: readonly string[];
  /** Public ids and weaknesses that its tags name. */
  readonly ids: readonly string[];
  readonly cwe: readonly number[];
  /** Weaknesses that its relationships name. */
  readonly relatedCwe: readonly number[];
  readonly purls: readonly string[];
};

export function sarifRule(json: JsonObject | undefined): SarifRule {
  const tags = texts(json, 'properties', 'tags').slice(0, ITEMS);
  const targets = objects(json, 'relationships').map((relation) => at(relation, 'target') ?? null);
  return {
    json,
    tags: tags.map((tag) => tag.toLowerCase()),
    ids: publicIds(tags).slice(0, ITEMS),
    cwe: cweNumbers(tags).slice(0, ITEMS),
    relatedCwe: weaknesses(targets),
    purls: texts(json, 'properties', 'purls').slice(0, ITEMS),
  };
}

/** CWE numbers of references to a taxonomy (3.54), wherever tools put them. */
export function weaknesses(taxa: readonly Json[]): number[] {
  const named = taxa.filter((taxon) => /^cwe$/i.test(text(taxon, 'toolComponent', 'name')));
  return cweNumbers(named.slice(0, ITEMS).map((taxon) => `CWE-${text(taxon, 'id').replace(/^\D+/, '')}`));
}
