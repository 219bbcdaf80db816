import { at, isObject, type Json, number, object, objects, text, texts } from '@/lib/core/json';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { type BomComponent, Components, componentName } from '@/lib/imports/parsers/cyclonedx/components';
import { factsOfBom } from '@/lib/imports/parsers/cyclonedx/facts';
import { type BomVulnerability, readVulnerability } from '@/lib/imports/parsers/cyclonedx/finding';
import { type JsonParser, RecordError } from '@/lib/imports/parsers/types';

/** What components bring along and findings do not need. */
const BULK = ['licenses', 'hashes', 'properties', 'externalReferences', 'evidence', 'pedigree', 'description', 'data'];

/**
 * CycloneDX JSON with vulnerabilities: a BOM, or a VEX on its own (seen: 1.4 and 1.5). One finding for each affected
 * component; what `analysis` settles is left out and counted. https://cyclonedx.org/docs/1.6/json/
 */
export const cyclonedxJson: JsonParser = {
  id: 'cyclonedx-json',
  label: 'CycloneDX (JSON)',
  syntax: 'json',
  records: ['vulnerabilities.*'],
  ignored: [
    ...BULK.map((field) => `components.*.${field}`),
    ...['dependencies', 'services', 'compositions', 'annotations', 'formulation', 'declarations', 'definitions'],
  ],

  recognise: (outline) => (text(outline, 'bomFormat') === 'CycloneDX' ? 1 : 0),

  open(skeleton) {
    const root = object(skeleton, 'metadata', 'component');
    const components = componentsOf(skeleton);
    const image = text(root, 'type') === 'container' ? text(root, 'name') || undefined : undefined;
    return {
      facts: factsOfBom({
        tool: firstTool(skeleton),
        subject: components.subject?.name ?? '',
        image,
        timestamp: text(skeleton, 'metadata', 'timestamp'),
        // A list of parts alone says nothing of what is vulnerable, and so closes nothing.
        partial: at(skeleton, 'vulnerabilities') === undefined,
      }),
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield* readVulnerability(vulnerabilityOf(value), components, image);
      },
    };
  },
};

function componentsOf(skeleton: Json): Components {
  const root = object(skeleton, 'metadata', 'component');
  const components = new Components(root && componentOf(root));
  const left = [...objects(root, 'components'), ...objects(skeleton, 'components')];
  for (let next = left.pop(); next; next = left.pop()) {
    components.add(componentOf(next));
    for (const part of objects(next, 'components')) left.push(part);
  }
  return components;
}

function componentOf(component: Json): BomComponent {
  const purl = text(component, 'purl');
  return {
    ref: text(component, 'bom-ref'),
    purl,
    name: componentName(text(component, 'group'), text(component, 'name'), purl),
    version: text(component, 'version'),
  };
}

/** `metadata.tools` is a list up to 1.4, lists of components and services since. */
function firstTool(skeleton: Json): Json {
  const tools = at(skeleton, 'metadata', 'tools');
  return objects(tools)[0] ?? objects(tools, 'components')[0] ?? objects(tools, 'services')[0] ?? null;
}

function vulnerabilityOf(value: Json): BomVulnerability {
  const references = objects(value, 'references');
  const sources = [value, ...references].map((item) => text(item, 'source', 'url'));
  return {
    id: text(value, 'id'),
    source: text(value, 'source', 'name'),
    aliases: references.map((reference) => text(reference, 'id')),
    ratings: objects(value, 'ratings').map((rating) => ({
      source: text(rating, 'source', 'name'),
      score: number(rating, 'score'),
      severity: text(rating, 'severity').toLowerCase(),
      method: text(rating, 'method'),
      vector: text(rating, 'vector'),
    })),
    cwe: cweNumbers(at(value, 'cwes')),
    description: text(value, 'description'),
    detail: text(value, 'detail'),
    recommendation: text(value, 'recommendation') || text(value, 'workaround'),
    addresses: [...sources, ...objects(value, 'advisories').map((advisory) => text(advisory, 'url'))],
    state: text(value, 'analysis', 'state'),
    justification: text(value, 'analysis', 'justification'),
    response: texts(value, 'analysis', 'response'),
    analysis: text(value, 'analysis', 'detail'),
    affects: objects(value, 'affects').map((affected) => ({
      ref: text(affected, 'ref'),
      statuses: objects(affected, 'versions').map((version) => text(version, 'status')),
    })),
  };
}
