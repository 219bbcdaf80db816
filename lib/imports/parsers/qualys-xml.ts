import { moment } from '@/lib/core/json';
import { hostName } from '@/lib/imports/parsers/host-finding';
import { type QualysField, qualysHost, readQualys } from '@/lib/imports/parsers/qualys';
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
/** What a detection of the API calls otherwise, or tells where a report has a glossary. */
const OF_DETECTION: Partial<Readonly<Record<QualysField, string>>> = {
  ...OF_FINDING,
  severity: 'SEVERITY',
  status: 'STATUS',
  result: 'RESULTS',
  ignored: 'IS_IGNORED',
  disabled: 'IS_DISABLED',
};
const OF_DETAILS: Partial<Readonly<Record<QualysField, string>>> = {
  title: 'TITLE',
  severity: 'SEVERITY',
  threat: 'THREAT',
  impact: 'IMPACT',
  solution: 'SOLUTION',
  category: 'CATEGORY',
};

const DETECTIONS = 'HOST_LIST_VM_DETECTION_OUTPUT';

/**
 * Qualys' asset data report in XML (seen: 2019), whose glossary at the end says what a QID is, and the API's list of
 * detections (by documentation), which says it nowhere. https://qualysguard.qualys.com/asset_data_report.dtd
 */
export const qualysXml: XmlParser = {
  id: 'qualys',
  label: 'Qualys (XML)',
  syntax: 'xml',
  // What stands behind the names of a host and before its findings says that it was scanned, findings or none.
  records: [
    'ASSET_DATA_REPORT/HOST_LIST/HOST/OPERATING_SYSTEM',
    'ASSET_DATA_REPORT/HOST_LIST/HOST/VULN_INFO_LIST/VULN_INFO',
    `${DETECTIONS}/RESPONSE/HOST_LIST/HOST/LAST_SCAN_DATETIME`,
    `${DETECTIONS}/RESPONSE/HOST_LIST/HOST/DETECTION_LIST/DETECTION`,
  ],
  lookups: ['ASSET_DATA_REPORT/GLOSSARY/VULN_DETAILS_LIST/VULN_DETAILS', `${DETECTIONS}/RESPONSE/WARNING`],

  recognise: (root) => (root.name === 'ASSET_DATA_REPORT' || root.name === DETECTIONS ? 1 : 0),

  open(root, lookups) {
    const glossary = new Map(lookups.map((details) => [childText(details, 'QID'), details]));
    const header = child(root, 'HEADER');
    const scanned = new Set<string>();
    return {
      facts: {
        scanner: 'qualys',
        target: targetOf(child(header, 'TARGET')),
        scanAt: moment(childText(header, 'GENERATION_DATETIME') || childText(child(root, 'RESPONSE'), 'DATETIME')),
        // The API warns where its answer is a page of a longer list.
        partial: lookups.some(({ name }) => name === 'WARNING') ? true : undefined,
      },
      *read({ element, ancestors }) {
        const host = ancestors.find(({ name }) => name === 'HOST');
        scanned.add(hostName(qualysHost((field) => textOf(field, host, element, undefined))));
        if (element.name === 'OPERATING_SYSTEM' || element.name === 'LAST_SCAN_DATETIME') return;
        const details = glossary.get(childText(element, 'QID'));
        yield* readQualys((field) => textOf(field, host, element, details));
      },
      reach: () => ({ only: scanned }),
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
  const ofFinding = (found.name === 'DETECTION' ? OF_DETECTION : OF_FINDING)[field];
  const [ofHost, ofDetails] = [OF_HOST[field], OF_DETAILS[field]];
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
