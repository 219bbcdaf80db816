import { links } from '@/lib/core/json';
import type { Severity } from '@/lib/findings/severity';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { bullets, code } from '@/lib/imports/parsers/markdown';
import { imageWithoutTag } from '@/lib/imports/parsers/normalise';
import type { ReadResult } from '@/lib/imports/parsers/types';

/** One row of Sysdig, by the names of its tables: of a cluster, a registry, a pipeline, and the report of 2025. */
export const SYSDIG_FIELDS = {
  id: ['Vulnerability ID', 'CVE ID', 'vuln_id'],
  severity: ['Severity', 'CVE Severity', 'vuln_severity'],
  name: ['Package name', 'scan_package_name'],
  version: ['Package version', 'scan_package_version'],
  type: ['Package type', 'scan_package_type'],
  path: ['Package path', 'scan_package_path'],
  image: ['Image', 'container_image'],
  system: ['OS Name', 'container_image_distro'],
  cvssVersion: ['CVSS version', 'CVSS Score Version', 'vuln_cvss_version'],
  cvssScore: ['CVSS score', 'vuln_cvss_score'],
  cvssVector: ['CVSS vector', 'vuln_cvss_vector'],
  link: ['Vuln link', 'CVE URL'],
  fixed: ['Fix version', 'vuln_fixed_in_version'],
  suggested: ['Package suggested fix'],
  exploit: ['Public Exploit', 'vuln_has_exploit'],
  kev: ['vuln_cisa_kev_publish_date'],
  epss: ['EPSS Score'],
  accepted: ['Risk accepted', 'vuln_risk_accepted'],
  cluster: ['K8S cluster name', 'kubernetes_cluster_name'],
  namespace: ['K8S namespace name', 'kubernetes_namespace_name'],
  workloadType: ['K8S workload type', 'kubernetes_workload_type'],
  workload: ['K8S workload name', 'kubernetes_workload_name'],
  container: ['K8S container name', 'kubernetes_pod_container_name'],
  registry: ['Registry name'],
  repository: ['Registry image repository'],
  inUse: ['In use', 'scan_package_in_use'],
} as const;

export type SysdigField = keyof typeof SYSDIG_FIELDS;

/** A vulnerable package, at its workload or image. What is accepted in Sysdig is left out. */
export function sysdigResult(cell: (field: SysdigField) => string): ReadResult {
  const yes = (field: SysdigField) => /^true$/i.test(cell(field));
  if (yes('accepted')) return { skipped: 'suppressed', example: `${cell('id')} ${cell('name')}` };
  const cvss = distinctRatings([
    cvssRating({
      vector: cell('cvssVector'),
      score: score(cell('cvssScore')),
      version: cell('cvssVersion'),
      source: 'sysdig',
    }),
  ]);
  const workload = ['cluster', 'namespace', 'workloadType', 'workload'] as const;
  const place = workload.map(cell).filter((part) => part !== '');
  const epss = score(cell('epss'));
  const finding = dependencyFinding({
    id: cell('id'),
    name: cell('name'),
    version: cell('version'),
    ecosystem: ecosystemOf(cell('type'), cell('system')),
    severity: severityOf(cell('severity'), cvss),
    severityReported: cell('severity'),
    cvss,
    epss: epss !== undefined && epss <= 1 ? epss : undefined,
    knownExploited: cell('kev') === '' ? undefined : true,
    fixVersions: [cell('fixed')],
    place: {
      path: cell('path') || undefined,
      image: cell('image') || undefined,
      namespace: cell('namespace') || undefined,
      resource: place.join('/') || undefined,
    },
    description: bullets(
      [
        ['Container', cell('container')],
        ['System', cell('system')],
        ['Suggested', cell('suggested')],
      ].flatMap(([name, what]) => (what ? [`${name} ${code(what)}`] : [])),
    ),
    references: links([cell('link')]),
    tags: [...(yes('exploit') ? ['exploit'] : []), ...(yes('inUse') ? ['in-use'] : [])],
  });
  return { ...finding, identity: [...finding.identity, ...(place.length > 0 ? place : imageOf(cell))] };
}

/** A pipeline's report names no image: its source does. */
function imageOf(cell: (field: SysdigField) => string): string[] {
  if (cell('repository') !== '') return [cell('registry'), cell('repository')];
  return cell('image') === '' ? [] : [imageWithoutTag(cell('image'))];
}

/** Sysdig's scale is critical, high, medium, low, negligible; "Other" is what nobody has rated. */
function severityOf(word: string, cvss: Parameters<typeof ratedSeverity>[1]): Severity {
  if (/^negligible$/i.test(word)) return 0;
  return ratedSeverity(/^other$/i.test(word) ? '' : word, cvss);
}

function score(cell: string): number | undefined {
  const number = cell.trim() === '' ? Number.NaN : Number(cell);
  return number >= 0 && number <= 10 ? number : undefined;
}

function ecosystemOf(type: string, system: string): string {
  return type.toLowerCase() === 'os' ? (system.split(' ', 1)[0] ?? '') : type;
}
