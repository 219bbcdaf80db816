import type { FindingKind } from '@/lib/findings/types';
import { publicIds } from '@/lib/imports/parsers/advisory-ids';

const SECRET_TOOLS = /gitleaks|trufflehog|detect-secrets|ggshield|gitguardian|noseyparker|titus/;
const CONFIGURATION_TOOLS =
  /checkov|kics|tfsec|terrascan|tflint|kube-?linter|kube-?score|kubesec|kubescape|hadolint|dockle|cfn|prowler/;

/**
 * What a result is about. Tools that do several things tag their rules (Trivy, Checkov; in lower case here); else the
 * tool's trade decides.
 */
export function kindOf(tool: string, ruleId: string, tags: readonly string[], uri: string): FindingKind {
  // First: the record of a secret is never kept as it is, wherever the secret lies.
  if (tags.includes('secret') || SECRET_TOOLS.test(tool)) return 'secret';
  if (/^https?:/i.test(uri)) return 'web';
  if (publicIds(ruleId).length > 0) return 'dependency';
  if (tags.includes('license')) return 'licence';
  if (tags.includes('misconfiguration') || CONFIGURATION_TOOLS.test(tool)) return 'configuration';
  return 'code';
}
