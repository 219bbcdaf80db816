import { type QualysField, readQualys } from '@/lib/imports/parsers/qualys';
import { moment } from '@/lib/imports/parsers/read';
import { child, children, childText } from '@/lib/imports/parsers/read-xml';
import type { XmlElement, XmlParser } from '@/lib/imports/parsers/types';

const OF_HOST: Partial<Readonly<Record<QualysField, string>>> = {
  ip: 'IP',
  dns: 'DNS',
  netbios: 'NETBIOS',
  tracking: 'TRACKING_METHOD',
};
const OF_FINDING: Partial<Readonly<Record<QualysField, string>>> = {
  qid: 'QID',
  port: 'PORT',
  protocol: 'PROTOCOL',
  service: 'SERVICE',
  type: 'TYPE',
  status: 'VULN_STATUS',
  result: 'RESULT',
};
const OF_DETAILS: Partial<Readonly<Record<QualysField, string>>> = {
  title: 'TITLE',
  severity: 'SEVERITY',
  threat: 'THREAT',
  impact: 'IMPACT',
  solution: 'SOLUTION',
  category: 'CATEGORY',
};

/**
 * Qualys' asset data report in XML (seen: 2019). What a QID is stands in the glossary at its end.
 * https://qualysguard.qualys.com/asset_data_report.dtd
 */
export const qualysXml: XmlParser = {
  id: 'qualys',
  label: 'Qualys (XML)',
  syntax: 'xml',
  records: ['ASSET_DATA_REPORT/HOST_LIST/HOST/VULN_INFO_LIST/VULN_INFO'],
  lookups: ['ASSET_DATA_REPORT/GLOSSARY/VULN_DETAILS_LIST/VULN_DETAILS'],

  recognise: (root) => (root.name === 'ASSET_DATA_REPORT' ? 1 : 0),

  open(root, lookups) {
    const glossary = new Map(lookups.map((details) => [childText(details, 'QID'), details]));
    const header = child(root, 'HEADER');
    return {
      facts: {
        scanner: 'qualys',
        target: targetOf(child(header, 'TARGET')),
        scanAt: moment(childText(header, 'GENERATION_DATETIME')),
      },
      *read({ element, ancestors }) {
        const host = ancestors.find(({ name }) => name === 'HOST');
        const details = glossary.get(childText(element, 'QID'));
        yield* readQualys((field) => textOf(field, host, element, details));
      },
    };
  },
};

/** Groups and addresses that the report was made of. */
function targetOf(target: XmlElement | undefined): string {
  const groups = children(child(target, 'USER_ASSET_GROUPS'), 'ASSET_GROUP_TITLE').map(({ text }) => text.trim());
  const ranges = children(child(target, 'COMBINED_IP_LIST'), 'RANGE').map(
    (range) => `${childText(range, 'START')}-${childText(range, 'END')}`,
  );
  return [...groups, ...ranges].join(' ').slice(0, 300);
}

function textOf(
  field: QualysField,
  host: XmlElement | undefined,
  found: XmlElement,
  details: XmlElement | undefined,
): string {
  const [ofHost, ofFinding, ofDetails] = [OF_HOST[field], OF_FINDING[field], OF_DETAILS[field]];
  if (ofHost !== undefined) return childText(host, ofHost);
  if (ofFinding !== undefined) return childText(found, ofFinding);
  if (ofDetails !== undefined) return childText(details, ofDetails);
  if (field === 'cve') return idsOf(details);
  if (field === 'cvss2') return childText(child(details, 'CVSS_SCORE'), 'CVSS_BASE');
  if (field === 'cvss3') return childText(child(details, 'CVSS3_SCORE'), 'CVSS3_BASE');
  return field === 'exploitability' && child(child(details, 'CORRELATION'), 'EXPLOITABILITY') ? 'known' : '';
}

function idsOf(details: XmlElement | undefined): string {
  return children(child(details, 'CVE_ID_LIST'), 'CVE_ID')
    .map((cve) => childText(cve, 'ID') || cve.text.trim())
    .join(' ');
}
