import { acunetixJson } from '@/lib/imports/parsers/acunetix-json';
import { acunetixXml } from '@/lib/imports/parsers/acunetix-xml';
import { asffJson } from '@/lib/imports/parsers/asff';
import { awsInspectorJson } from '@/lib/imports/parsers/aws-inspector';
import { azureRecommendationsCsv } from '@/lib/imports/parsers/azure-recommendations';
import { backupsJson } from '@/lib/imports/parsers/backups';
import { banditJson } from '@/lib/imports/parsers/bandit';
import { burpXml } from '@/lib/imports/parsers/burp';
import { checkovJson } from '@/lib/imports/parsers/checkov';
import { clairJson } from '@/lib/imports/parsers/clair';
import { cloudsploitJson } from '@/lib/imports/parsers/cloudsploit';
import { csafJson } from '@/lib/imports/parsers/csaf';
import { cyclonedxJson } from '@/lib/imports/parsers/cyclonedx-json';
import { cyclonedxXml } from '@/lib/imports/parsers/cyclonedx-xml';
import { dependencyCheckXml } from '@/lib/imports/parsers/dependency-check';
import { dependencyTrackJson } from '@/lib/imports/parsers/dependency-track';
import { detectSecretsJson } from '@/lib/imports/parsers/detect-secrets';
import { driftJson } from '@/lib/imports/parsers/drift';
import { genericCsv } from '@/lib/imports/parsers/generic-csv';
import { genericJson } from '@/lib/imports/parsers/generic-json';
import { githubCodeScanningJson } from '@/lib/imports/parsers/github-code-scanning';
import { githubDependabotJson } from '@/lib/imports/parsers/github-dependabot';
import { githubSecretScanningJson } from '@/lib/imports/parsers/github-secret-scanning';
import { gitlab } from '@/lib/imports/parsers/gitlab';
import { gitleaksJson } from '@/lib/imports/parsers/gitleaks';
import { gosecJson } from '@/lib/imports/parsers/gosec';
import { grypeJson } from '@/lib/imports/parsers/grype';
import { hadolintJson } from '@/lib/imports/parsers/hadolint';
import { kicsJson } from '@/lib/imports/parsers/kics';
import { kubeBenchJson } from '@/lib/imports/parsers/kube-bench';
import { kubeHunterJson } from '@/lib/imports/parsers/kube-hunter';
import { kubeLinterJson } from '@/lib/imports/parsers/kube-linter';
import { kubeauditJson } from '@/lib/imports/parsers/kubeaudit';
import { kubescapeJson } from '@/lib/imports/parsers/kubescape';
import { msDefenderJson } from '@/lib/imports/parsers/ms-defender';
import { nessusCsv } from '@/lib/imports/parsers/nessus-csv';
import { nessusXml } from '@/lib/imports/parsers/nessus-xml';
import { niktoJson } from '@/lib/imports/parsers/nikto-json';
import { niktoXml } from '@/lib/imports/parsers/nikto-xml';
import { nmapXml } from '@/lib/imports/parsers/nmap';
import { npmAuditJson } from '@/lib/imports/parsers/npm-audit';
import { nucleiJson } from '@/lib/imports/parsers/nuclei';
import { ocsfJson, prowlerOcsfJson } from '@/lib/imports/parsers/ocsf';
import { openvasCsv } from '@/lib/imports/parsers/openvas-csv';
import { openvasXml } from '@/lib/imports/parsers/openvas-xml';
import { openvexJson } from '@/lib/imports/parsers/openvex';
import { osvScannerJson } from '@/lib/imports/parsers/osv-scanner';
import { pentestJson } from '@/lib/imports/parsers/pentest';
import { pipAuditJson } from '@/lib/imports/parsers/pip-audit';
import { prowlerCsv } from '@/lib/imports/parsers/prowler-csv';
import { prowlerJson } from '@/lib/imports/parsers/prowler-json';
import { qualysCsv } from '@/lib/imports/parsers/qualys-csv';
import { qualysXml } from '@/lib/imports/parsers/qualys-xml';
import { retiredJson } from '@/lib/imports/parsers/retired';
import { sarif } from '@/lib/imports/parsers/sarif';
import { semgrepJson } from '@/lib/imports/parsers/semgrep';
import { semgrepPlatformJson } from '@/lib/imports/parsers/semgrep-platform';
import { snykJson } from '@/lib/imports/parsers/snyk';
import { sonarqubeJson } from '@/lib/imports/parsers/sonarqube';
import { spdxJson } from '@/lib/imports/parsers/spdx';
import { sslLabsJson } from '@/lib/imports/parsers/ssl-labs';
import { sslscanXml } from '@/lib/imports/parsers/sslscan';
import { sslyzeJson } from '@/lib/imports/parsers/sslyze';
import { sysdigCsv } from '@/lib/imports/parsers/sysdig-csv';
import { sysdigJson } from '@/lib/imports/parsers/sysdig-json';
import { terrascanJson } from '@/lib/imports/parsers/terrascan';
import { testsslCsv } from '@/lib/imports/parsers/testssl-csv';
import { testsslJson } from '@/lib/imports/parsers/testssl-json';
import { tfsecJson } from '@/lib/imports/parsers/tfsec';
import { tlsJson } from '@/lib/imports/parsers/tls';
import { trivyJson } from '@/lib/imports/parsers/trivy';
import { trivyOperatorJson } from '@/lib/imports/parsers/trivy-operator';
import { trufflehogJson } from '@/lib/imports/parsers/trufflehog';
import { trufflehog3Json } from '@/lib/imports/parsers/trufflehog3';
import type { ReportParser } from '@/lib/imports/parsers/types';
import { wazuhJson } from '@/lib/imports/parsers/wazuh';
import { wizIssuesCsv, wizVulnerabilitiesCsv } from '@/lib/imports/parsers/wiz-csv';
import { xccdfXml } from '@/lib/imports/parsers/xccdf';
import { yarnAuditJson } from '@/lib/imports/parsers/yarn-audit';
import { zapJson } from '@/lib/imports/parsers/zap-json';
import { zapXml } from '@/lib/imports/parsers/zap-xml';
import { zmapCsv } from '@/lib/imports/parsers/zmap-csv';
import { zmapJson } from '@/lib/imports/parsers/zmap-json';

/** Every format that an import understands, one line each. Order decides nothing: recognition goes by score. */
export const PARSERS: readonly ReportParser[] = [
  // One a line, by name.
  banditJson,
  csafJson,
  cyclonedxJson,
  cyclonedxXml,
  dependencyCheckXml,
  dependencyTrackJson,
  gitlab,
  detectSecretsJson,
  genericCsv,
  genericJson,
  gitleaksJson,
  githubCodeScanningJson,
  githubDependabotJson,
  githubSecretScanningJson,
  gosecJson,
  grypeJson,
  sarif,
  nmapXml,
  npmAuditJson,
  openvexJson,
  osvScannerJson,
  pipAuditJson,
  semgrepJson,
  semgrepPlatformJson,
  snykJson,
  sonarqubeJson,
  checkovJson,
  hadolintJson,
  kicsJson,
  kubeBenchJson,
  kubeHunterJson,
  kubescapeJson,
  prowlerCsv,
  prowlerJson,
  prowlerOcsfJson,
  ocsfJson,
  awsInspectorJson,
  asffJson,
  azureRecommendationsCsv,
  msDefenderJson,
  wazuhJson,
  wizIssuesCsv,
  wizVulnerabilitiesCsv,
  sysdigCsv,
  sysdigJson,
  xccdfXml,
  kubeLinterJson,
  kubeauditJson,
  cloudsploitJson,
  clairJson,
  terrascanJson,
  tfsecJson,
  trivyOperatorJson,
  trivyJson,
  nessusXml,
  nessusCsv,
  openvasXml,
  openvasCsv,
  nucleiJson,
  burpXml,
  niktoJson,
  niktoXml,
  acunetixJson,
  acunetixXml,
  spdxJson,
  trufflehogJson,
  trufflehog3Json,
  yarnAuditJson,
  qualysXml,
  qualysCsv,
  testsslJson,
  testsslCsv,
  sslscanXml,
  sslyzeJson,
  sslLabsJson,
  zmapJson,
  zmapCsv,
  zapJson,
  zapXml,
];

/** What people enter and scans find here: never recognised, and nobody can ask for it. */
const OWN: readonly ReportParser[] = [backupsJson, driftJson, pentestJson, retiredJson, tlsJson];

/** The parser of a `?format=`, of a person's choice, or of what was entered here. */
export function parserById(id: string): ReportParser | undefined {
  return [...PARSERS, ...OWN].find((parser) => parser.id === id);
}
