import RULES from '@/lib/safeguards/checks/cluster-rules.json';

type Rules = {
  readonly kubescape: readonly string[];
  readonly kubeaudit: readonly string[];
  readonly trivy: readonly number[];
};

/** Trivy's number of a check in its spellings: KSV014, KSV-0014, AVD-KSV-0014. */
function spelled(number: number): readonly string[] {
  const long = `KSV-${String(number).padStart(4, '0')}`;
  return [`KSV${String(number).padStart(3, '0')}`, long, `AVD-${long}`];
}

const rulesOf = ({ kubescape, kubeaudit, trivy }: Rules): readonly string[] => [
  ...kubescape,
  ...kubeaudit,
  ...trivy.flatMap(spelled),
];

/** Tools that look at a cluster or its manifests and nothing else. */
export const CLUSTER_SCANNERS = ['kubescape', 'kubeaudit', 'trivy-operator-config-audit'];

/** Rules about network policies and what Pod Security Standards (restricted) forbid, as tools name them. */
export const ISOLATION_RULES = rulesOf(RULES.isolation);

/** Rules about limits of containers and file systems that cannot be written to. */
export const RUNTIME_RULES = rulesOf(RULES.runtime);
