import {
  at,
  firstText,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  links,
  number,
  text,
  texts,
} from '@/lib/core/json';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { hostName } from '@/lib/imports/parsers/host-finding';
import { code, plain } from '@/lib/imports/parsers/markdown';
import { type JsonParser, type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

/**
 * Microsoft Defender Vulnerability Management: `api/vulnerabilities/machinesVulnerabilities` (seen: 2023) and
 * `api/machines/SoftwareVulnerabilitiesByMachine` (by documentation). A list of machines, which comes with them, has no
 * findings. https://learn.microsoft.com/defender-endpoint/api/get-all-vulnerabilities-by-machines
 */
export const msDefenderJson: JsonParser = {
  id: 'ms-defender',
  label: 'Microsoft Defender vulnerabilities (JSON)',
  syntax: 'json',
  records: ['value.*'],

  recognise(outline) {
    const first = at(outline, 'value', 0);
    if (text(first, 'cveId') !== '' && firstText(first, 'machineId', 'deviceId') !== '') return 1;
    if (!isArray(at(outline, 'value'))) return 0;
    if (isMachines(outline)) return at(first, 'onboardingStatus') !== undefined ? 1 : 0.9;
    return /^https:\/\/[\w.-]{1,100}\.(?:securitycenter|security)\.(?:windows|microsoft)\.com\//.test(
      contextOf(outline),
    )
      ? 0.9
      : 0;
  },

  open(skeleton) {
    const machines = new Set<string>();
    const bare = new Set<string>();
    return {
      facts: {
        // A list of machines is a source of its own: it closes nothing.
        scanner: isMachines(skeleton) ? 'ms-defender-machines' : 'ms-defender',
        target: '',
        partial: text(skeleton, '@odata.nextLink') !== '' || undefined,
      },
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        if (isMachines(skeleton)) {
          const name = hostName(text(value, 'computerDnsName'));
          if (name === '') return;
          machines.add(name);
          if (hasAgent(value)) bare.delete(name);
          else bare.add(name);
          return;
        }
        // Devices without vulnerabilities stand in the list of software as well.
        if (at(value, 'cveId') === null) return;
        yield findingOf(value);
      },
      ...(isMachines(skeleton) ? { reach: () => ({ only: machines, bare }) } : {}),
    };
  },
};

/**
 * Onboarded and active: an agent that is inactive, sends nothing or is cut off protects nobody. Lists of older versions have
 * neither field: what they name is onboarded. https://learn.microsoft.com/defender-endpoint/api/machine
 */
function hasAgent(machine: JsonObject): boolean {
  const onboarded = text(machine, 'onboardingStatus') || 'Onboarded';
  const health = text(machine, 'healthStatus') || 'Active';
  return onboarded === 'Onboarded' && health === 'Active';
}

function contextOf(document: Json): string {
  return text(document, '@odata.context');
}

function isMachines(document: Json): boolean {
  return /#Machines\b/.test(contextOf(document));
}

function findingOf(value: JsonObject): ParsedFinding {
  const machine = firstText(value, 'machineId', 'deviceId');
  if (machine === '') throw new RecordError('missing_field', { field: 'machineId' });
  const vendor = firstText(value, 'productVendor', 'softwareVendor');
  const product = firstText(value, 'productName', 'softwareName');
  const word = firstText(value, 'severity', 'vulnerabilitySeverityLevel');
  const update = firstText(value, 'fixingKbId', 'recommendedSecurityUpdateId');
  const cvss = distinctRatings([
    cvssRating({ score: number(value, 'cvssScore'), version: '3.1', source: 'microsoft' }),
  ]);
  const host = text(value, 'deviceName') || machine;
  const finding = dependencyFinding({
    id: text(value, 'cveId'),
    name: vendor === '' || product === '' ? product : `${vendor}/${product}`,
    version: firstText(value, 'productVersion', 'softwareVersion'),
    ecosystem: 'generic',
    severity: ratedSeverity(word, cvss),
    severityReported: word,
    scannerId: text(value, 'id') || undefined,
    cvss,
    fixAvailable: update === '' ? undefined : true,
    place: { host, path: texts(value, 'diskPaths')[0] },
    description: `Machine ${code(host)}`,
    fix: plain([text(value, 'recommendedSecurityUpdate'), update].filter((part) => part !== '').join(' ')),
    references: links([text(value, 'recommendedSecurityUpdateUrl')]),
  });
  return { ...finding, identity: [...finding.identity, machine] };
}
