import { links, unixMoment } from '@/lib/core/json';
import type { Location } from '@/lib/findings/types';
import { bullets, bulletsOf, clip, code, codeBlock, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { type HostNames, hasAnswered, hostOf, isUp, nmapTarget } from '@/lib/imports/parsers/nmap-host';
import { type NmapVulnerability, vulnerabilitiesOf } from '@/lib/imports/parsers/nmap-scripts';
import { attribute, child, children } from '@/lib/imports/parsers/read-xml';
import {
  type ParsedFinding,
  type ReadResult,
  RecordError,
  type ReportFacts,
  type XmlElement,
  type XmlParser,
  type XmlRecord,
} from '@/lib/imports/parsers/types';

type Place = { readonly location: Location; readonly names: HostNames; readonly identity: readonly string[] };

/**
 * Nmap's XML, `nmap -oX` (seen: 7.12 to 7.93; masscan's is alike). Each open port is a finding without severity, each
 * vulnerability that a script names one of its own. https://nmap.org/book/output-formats-xml-output.html
 */
export const nmapXml: XmlParser = {
  id: 'nmap',
  label: 'Nmap (XML)',
  syntax: 'xml',
  records: [
    'nmaprun/host/hostnames/hostname',
    'nmaprun/host/ports/extraports',
    'nmaprun/host/ports/port',
    'nmaprun/host/hostscript/script',
  ],

  recognise: (root) => (root.name === 'nmaprun' ? 1 : 0),

  open(root) {
    // Names stand before ports, as records of their own, for a host may be too large to hold.
    const named = new Map<string, XmlElement[]>();
    const answering = new Set<string>();
    return {
      facts: factsOf(root),
      *read(record) {
        const host = record.ancestors.find(({ name }) => name === 'host');
        const key = children(host, 'address')
          .map((address) => attribute(address, 'addr'))
          .join(' ');
        if (record.element.name === 'hostname') {
          if (!named.has(key)) named.clear();
          named.set(key, [...(named.get(key) ?? []), record.element].slice(0, 50));
          return;
        }
        const names = hostOf(children(host, 'address'), named.get(key) ?? []);
        if (hasAnswered(host, record.element)) answering.add(names.host);
        if (record.element.name !== 'extraports') yield* readRecord(record, names, isUp(host));
      },
      // Nmap leaves out hosts that are down or whose name it cannot resolve; masscan names hosts with open ports alone.
      ...(attribute(root, 'scanner') === 'masscan' ? {} : { reach: () => ({ only: answering }) }),
    };
  },
};

function factsOf(root: XmlElement): ReportFacts {
  const start = Number(attribute(root, 'start'));
  return {
    scanner: attribute(root, 'scanner') || 'nmap',
    target: nmapTarget(attribute(root, 'args')),
    scanAt: unixMoment(start),
    toolVersion: attribute(root, 'version') || undefined,
  };
}

function* readRecord({ element }: XmlRecord, names: HostNames, up: boolean): Generator<ReadResult> {
  if (names.host === '') throw new RecordError('missing_field', { field: 'address' });
  if (!up) {
    yield { skipped: 'unreachable', example: names.host };
    return;
  }
  if (element.name === 'script') {
    const place = { location: { host: names.host, alias: names.alias }, names, identity: [names.host, '', ''] };
    for (const vulnerability of vulnerabilitiesOf(element)) yield vulnerable(vulnerability, place, element);
    return;
  }
  if (attribute(child(element, 'state'), 'state') !== 'open') return;
  if (attribute(element, 'portid') === '') throw new RecordError('missing_field', { field: 'portid' });
  const place = portOf(element, names);
  yield openPort(element, place);
  for (const script of children(element, 'script')) {
    for (const vulnerability of vulnerabilitiesOf(script)) yield vulnerable(vulnerability, place, element);
  }
}

function portOf(element: XmlElement, names: HostNames): Place {
  const service = child(element, 'service');
  const port = Number(attribute(element, 'portid'));
  const protocol = attribute(element, 'protocol') || 'tcp';
  return {
    names,
    location: {
      host: names.host,
      alias: names.alias,
      port: Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : undefined,
      protocol,
      service: attribute(service, 'name') || undefined,
      packageName: attribute(service, 'product') || undefined,
      packageVersion: attribute(service, 'version') || undefined,
    },
    identity: [names.host, attribute(element, 'portid'), protocol],
  };
}

const NOTHING = { ids: [], cwe: [], cvss: [], fix: '', references: [], tags: [] };

function openPort(element: XmlElement, place: Place): ParsedFinding {
  const service = child(element, 'service');
  const name = attribute(service, 'name');
  const scripts = children(element, 'script').filter((script) => vulnerabilitiesOf(script).length === 0);
  return {
    ...NOTHING,
    kind: 'host',
    title: `Open port ${place.identity[1]}/${place.identity[2]}${name === '' ? '' : ` (${name})`}`,
    severity: 0,
    severityReported: 'open',
    ruleId: 'open-port',
    location: place.location,
    description: paragraphs(
      bullets([...hostLines(place.names), ...serviceLines(service)]),
      ...scripts.slice(0, 20).map(scriptBlock),
    ),
    identity: ['nmap', 'open-port', ...place.identity],
  };
}

function vulnerable(vulnerability: NmapVulnerability, place: Place, element: XmlElement): ParsedFinding {
  const { id, script, exploits, evidence } = vulnerability;
  return {
    ...NOTHING,
    kind: 'host',
    title: clip(vulnerability.title, 300),
    severity: vulnerability.severity,
    severityReported: vulnerability.reported,
    ruleId: id,
    ids: [...vulnerability.ids],
    location: place.location,
    description: paragraphs(
      plain(vulnerability.description),
      `Reported by ${code(script)}`,
      bullets([...hostLines(place.names), ...serviceLines(child(element, 'service'))]),
      exploits.length > 0 ? `Public exploits:\n\n${bulletsOf(exploits, code)}` : '',
      evidence === '' ? '' : codeBlock(clip(evidence, 4_000)),
    ),
    references: links(vulnerability.references),
    tags: exploits.length > 0 ? ['exploit'] : [],
    identity: ['nmap', id, ...place.identity],
  };
}

function hostLines(names: HostNames): string[] {
  const lines = [`Host ${code(names.host)}`];
  if (names.others.length > 0) lines.push(`also ${names.others.map(code).join(', ')}`);
  return lines;
}

function serviceLines(service: XmlElement | undefined): string[] {
  const product = ['product', 'version', 'extrainfo']
    .map((name) => attribute(service, name))
    .filter((word) => word !== '');
  const cpes = children(service, 'cpe').map(({ text }) => code(text));
  return [
    ...(product.length > 0 ? [`Service ${plain(product.join(' '))}`] : []),
    ...(attribute(service, 'tunnel') === '' ? [] : [`Through ${plain(attribute(service, 'tunnel'))}`]),
    ...(cpes.length > 0 ? [`CPE ${cpes.join(', ')}`] : []),
  ];
}

function scriptBlock(script: XmlElement): string {
  const output = attribute(script, 'output').trim();
  return output === '' ? '' : `${code(attribute(script, 'id'))}\n\n${codeBlock(clip(output, 2_000))}`;
}
