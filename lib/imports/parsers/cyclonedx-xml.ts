import { type Json, number } from '@/lib/core/json';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { type BomComponent, Components, componentName } from '@/lib/imports/parsers/cyclonedx/components';
import { factsOfBom } from '@/lib/imports/parsers/cyclonedx/facts';
import { type BomVulnerability, readVulnerability } from '@/lib/imports/parsers/cyclonedx/finding';
import { attribute } from '@/lib/imports/parsers/read-xml';
import type { ReadResult, XmlElement, XmlParser } from '@/lib/imports/parsers/types';

/**
 * CycloneDX XML with vulnerabilities (seen: 1.2 with the extension for vulnerabilities, 1.4). The schema puts components
 * before vulnerabilities, so one pass is enough. https://cyclonedx.org/docs/1.6/xml/
 */
export const cyclonedxXml: XmlParser = {
  id: 'cyclonedx-xml',
  label: 'CycloneDX (XML)',
  syntax: 'xml',
  // The extension's elements bear a prefix, by convention this one.
  records: ['bom/components/component', 'bom/vulnerabilities/vulnerability', 'bom/v:vulnerabilities/v:vulnerability'],

  recognise: (root) =>
    root.name === 'bom' && attribute(root, 'xmlns').startsWith('http://cyclonedx.org/schema/bom') ? 1 : 0,

  open(root) {
    const metadata = child(root, 'metadata');
    const subject = child(metadata, 'component');
    const components = new Components(subject && componentOf(subject));
    const image = attribute(subject, 'type') === 'container' ? childText(subject, 'name') || undefined : undefined;
    return {
      facts: factsOfBom({
        tool: toolOf(metadata),
        subject: components.subject?.name ?? '',
        image,
        timestamp: childText(metadata, 'timestamp'),
        // Whether vulnerabilities follow is not known before the whole has been read.
        partial: false,
      }),
      *read({ element }) {
        if (element.name === 'component') yield* readComponent(element, components, image);
        else yield* readVulnerability(vulnerabilityOf(element), components, image);
      },
    };
  },
};

/** Remembers a component and its parts; with the extension, a component holds its own vulnerabilities. */
function* readComponent(element: XmlElement, components: Components, image?: string): Generator<ReadResult> {
  const component = componentOf(element);
  components.add(component);
  const own = new Components(component);
  for (const found of nested(element, 'vulnerabilities', 'vulnerability')) {
    const vulnerability = { ...vulnerabilityOf(found), affects: [] };
    yield* readVulnerability(vulnerability, own, image, JSON.stringify({ component, vulnerability }));
  }
  for (const part of nested(element, 'components', 'component')) yield* readComponent(part, components, image);
}

function componentOf(element: XmlElement): BomComponent {
  const purl = childText(element, 'purl');
  return {
    ref: attribute(element, 'bom-ref'),
    purl,
    name: componentName(childText(element, 'group'), childText(element, 'name'), purl),
    version: childText(element, 'version'),
  };
}

function toolOf(metadata: XmlElement | undefined): Json {
  const tools = child(metadata, 'tools');
  const tool = child(tools, 'tool') ?? nested(tools, 'components', 'component')[0];
  return { name: childText(tool, 'name'), version: childText(tool, 'version') };
}

function vulnerabilityOf(element: XmlElement): BomVulnerability {
  const source = child(element, 'source');
  const references = nested(element, 'references', 'reference');
  const analysis = child(element, 'analysis');
  const target = attribute(element, 'ref');
  return {
    id: childText(element, 'id'),
    source: childText(source, 'name') || attribute(source, 'name'),
    aliases: references.map((reference) => childText(reference, 'id')),
    ratings: nested(element, 'ratings', 'rating').map((rating) => ({
      source: childText(child(rating, 'source'), 'name'),
      score: number(childText(child(rating, 'score'), 'base') || childText(rating, 'score')),
      severity: childText(rating, 'severity').toLowerCase(),
      method: childText(rating, 'method'),
      vector: childText(rating, 'vector'),
    })),
    cwe: nested(element, 'cwes', 'cwe').flatMap((cwe) => cweNumbers(cwe.text)),
    description: childText(element, 'description'),
    detail: childText(element, 'detail'),
    recommendation:
      childText(element, 'recommendation') || childText(child(element, 'recommendations'), 'recommendation'),
    addresses: [
      ...[element, ...references].map((item) => childText(child(item, 'source'), 'url')),
      ...nested(element, 'advisories', 'advisory').map((advisory) => childText(advisory, 'url') || advisory.text),
    ],
    state: childText(analysis, 'state'),
    justification: childText(analysis, 'justification'),
    response: nested(analysis, 'responses', 'response').map((response) => response.text.trim()),
    analysis: childText(analysis, 'detail'),
    affects: [
      ...(target === '' ? [] : [{ ref: target, statuses: [] }]),
      ...nested(element, 'affects', 'target').map((affected) => ({
        ref: childText(affected, 'ref'),
        statuses: nested(affected, 'versions', 'version').map((version) => childText(version, 'status')),
      })),
    ],
  };
}

/** Children by their local names: the extension writes all of its own with a prefix. */
function children(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((candidate) => candidate.name.replace(/^[^:]*:/, '') === name) ?? [];
}

function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return children(element, name)[0];
}

function childText(element: XmlElement | undefined, name: string): string {
  return child(element, name)?.text.trim() ?? '';
}

function nested(element: XmlElement | undefined, list: string, item: string): XmlElement[] {
  return children(child(element, list), item);
}
