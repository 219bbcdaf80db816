import { unixMoment } from '@/lib/core/json';
import { hostName } from '@/lib/imports/parsers/host-finding';
import { type NessusField, readNessus } from '@/lib/imports/parsers/nessus';
import { isCompliance, readCompliance } from '@/lib/imports/parsers/nessus-compliance';
import { attribute, child, children, childText } from '@/lib/imports/parsers/read-xml';
import type { XmlElement, XmlParser } from '@/lib/imports/parsers/types';

/** Fields that stand in child elements of a `ReportItem`; several of one name are joined. */
const ELEMENTS: Partial<Readonly<Record<NessusField, string>>> = {
  synopsis: 'synopsis',
  description: 'description',
  solution: 'solution',
  output: 'plugin_output',
  seeAlso: 'see_also',
  cve: 'cve',
  cwe: 'cwe',
  cvss2: 'cvss_base_score',
  cvss2Vector: 'cvss_vector',
  cvss3: 'cvss3_base_score',
  cvss3Vector: 'cvss3_vector',
  cvss4: 'cvss4_base_score',
  cvss4Vector: 'cvss4_vector',
  vpr: 'vpr_score',
  epss: 'epss_score',
  exploit: 'exploit_available',
  knownExploited: 'cisa-known-exploited',
  patched: 'patch_publication_date',
};
const ATTRIBUTES: Partial<Readonly<Record<NessusField, string>>> = {
  plugin: 'pluginID',
  name: 'pluginName',
  port: 'port',
  protocol: 'protocol',
  service: 'svc_name',
  severity: 'severity',
};
/** Tags of the host that name it. */
const HOST_TAGS: Partial<Readonly<Record<NessusField, string>>> = { address: 'host-ip', fqdn: 'host-fqdn' };

/**
 * Nessus' own export, `.nessus` version 2 (seen: 5.2; newer fields by documentation). One finding for each plugin, host and
 * port, or check of an audit policy. https://static.tenable.com/documentation/nessus_v2_file_format.pdf
 */
export const nessusXml: XmlParser = {
  id: 'nessus',
  label: 'Nessus (.nessus)',
  syntax: 'xml',
  records: ['NessusClientData_v2/Report/ReportHost/ReportItem', 'NessusClientData_v2/Report/ReportHost/HostProperties'],

  recognise: (root) => (root.name === 'NessusClientData_v2' ? 1 : 0),

  open(root) {
    const report = child(root, 'Report');
    let tags = new Map<string, string>();
    // Hosts that were down are left out, or named as dead.
    const scanned = new Set<string>();
    return {
      facts: {
        scanner: 'nessus',
        target: attribute(report, 'name'),
        scanAt: startOf(child(child(report, 'ReportHost'), 'HostProperties')),
      },
      *read({ element, ancestors }) {
        // Properties stand before the items of their host, as a record of their own.
        if (element.name === 'HostProperties') {
          tags = tagsOf(element);
          if (!isUnfinished(tags)) scanned.add(hostName(attribute(ancestors.at(-1), 'name')));
          return;
        }
        const host = attribute(ancestors.at(-1), 'name');
        if (saysDead(element)) scanned.delete(hostName(host));
        if (isCompliance(element)) yield readCompliance(element, host);
        else yield* readNessus((field) => textOf(element, field, host, tags).trim());
      },
      reach: () => ({ only: scanned }),
    };
  },
};

/** The scan was stopped before it was through with the host. */
function isUnfinished(tags: ReadonlyMap<string, string>): boolean {
  return tags.has('HOST_START') && !tags.has('HOST_END');
}

/** "Ping the remote host", which says so of hosts that did not answer. */
function saysDead(item: XmlElement): boolean {
  return attribute(item, 'pluginID') === '10180' && /\bdead\b/.test(childText(item, 'plugin_output'));
}

function textOf(item: XmlElement, field: NessusField, host: string, tags: ReadonlyMap<string, string>): string {
  const own = ATTRIBUTES[field];
  if (own !== undefined) return attribute(item, own);
  if (field === 'host') return host;
  const tag = HOST_TAGS[field];
  if (tag !== undefined) return tags.get(tag) ?? '';
  const name = ELEMENTS[field];
  if (name === undefined) return '';
  return children(item, name)
    .map(({ text }) => text.trim())
    .join('\n');
}

function tagsOf(properties: XmlElement | undefined): Map<string, string> {
  return new Map(children(properties, 'tag').map((tag) => [attribute(tag, 'name'), tag.text.trim()]));
}

/** Seconds since 1970 in newer exports; older ones spell the scanner's local time, which says too little. */
function startOf(properties: XmlElement | undefined): Date | undefined {
  const tags = tagsOf(properties);
  return unixMoment(Number(tags.get('HOST_START_TIMESTAMP') ?? tags.get('HOST_END_TIMESTAMP')));
}
