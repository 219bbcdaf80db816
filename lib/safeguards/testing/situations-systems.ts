import { benchmark, drill, finding, sender, service, source, TARGETS } from '@/lib/safeguards/testing/build';
import type { Situation } from '@/lib/safeguards/testing/situation';

const scans = async (id: string, scanner: string, days: number) => {
  for (const target of TARGETS) await source(id, scanner, days, { target });
};

/** A finding of configuration that the scanner's fifth target shows. */
async function oneMore(id: string, scanner: string, rule: string, severity = 2) {
  const { id: own } = await source(id, scanner, 1, { target: 'e' });
  await finding(id, own, { kind: 'configuration', scanner, rule, severity });
}

/** Clouds, clusters, hardened systems and drills of recovery. */
export const SYSTEMS: readonly Situation[] = [
  {
    name: 'clouds, clusters and systems are as they should be, and a drill was held',
    build: async (id) => {
      await source(id, 'prowler', 1);
      await oneMore(id, 'kubescape', 'C-0014', 4);
      await sender(id, 'k8s-audit', 1);
      await sender(id, 'alertmanager', 1);
      await sender(id, 'falco', 1);
      await benchmark(id, 19, 1);
      const { id: shop } = await service(id, 'met');
      await drill(shop, 400, { result: 'failed' });
      await drill(shop, 200);
      await drill(shop, 10, { kind: 'test', minutes: 999 });
      await drill(shop, -2, { result: 'failed' });
    },
    expected: { A2: 'met', A8: 'met', D4: 'met', E4: 'met', E5: 'met', F7: 'met' },
  },
  {
    name: 'one of five clusters and clouds, a fifth of a benchmark and one drill of two fail',
    build: async (id) => {
      await scans(id, 'prowler', 1);
      await oneMore(id, 'prowler', 'iam-1', 3);
      await scans(id, 'kubescape', 1);
      await oneMore(id, 'trivy', 'AVD-KSV-0017');
      await oneMore(id, 'kubeaudit', 'LimitsNotSet');
      await sender(id, 'falco', 1);
      await sender(id, 'k8s-audit', 1);
      await sender(id, 'alertmanager', 99, true);
      await benchmark(id, 8, 2);
      await drill((await service(id, 'met')).id, 30);
      await drill((await service(id, 'met')).id, 30, { minutes: 241 });
    },
    expected: { A2: 'partly', A8: 'partly', D4: 'partly', E4: 'partly', E5: 'partly', F7: 'partly' },
  },
  {
    name: 'clouds, clusters and systems are as they should not be, and a drill failed',
    build: async (id) => {
      await oneMore(id, 'azure-recommendations', 'r', 3);
      await oneMore(id, 'trivy', 'KSV014', 1);
      await oneMore(id, 'kubeaudit', 'MissingDefaultDenyIngressAndEgressNetworkPolicy');
      await sender(id, 'falco', 99, true);
      await sender(id, 'k8s-audit', 99, true);
      await sender(id, 'alertmanager', 99, true);
      await benchmark(id, 3, 7);
      await drill((await service(id, 'met')).id, 30, { result: 'failed' });
    },
    expected: { A2: 'missed', A8: 'missed', D4: 'missed', E4: 'missed', E5: 'missed', F7: 'missed' },
  },
  {
    name: 'containers have no limits, and nobody watches them; nothing was compared in a drill',
    build: async (id) => {
      await oneMore(id, 'trivy', 'KSV-0018', 1);
      await sender(id, 'falco', 99, true);
      await drill((await service(id, 'met')).id, 30, { compared: 'none' });
    },
    expected: { E5: 'missed', D4: 'unknown', F7: 'missed' },
  },
  {
    name: 'reports of clouds, clusters and systems are too old, and so is a drill',
    build: async (id) => {
      await source(id, 'prowler', 40);
      await source(id, 'kubescape', 40);
      await sender(id, 'k8s-audit', 99);
      await sender(id, 'falco', 999);
      await benchmark(id, 19, 1, 40);
      await drill((await service(id, 'met')).id, 366);
    },
    expected: { A2: 'stale', A8: 'stale', D4: 'stale', E4: 'stale', E5: 'stale', F7: 'missed' },
  },
  {
    name: 'reports of clouds, clusters and systems come from the future',
    build: async (id) => {
      await source(id, 'prowler', -3);
      await source(id, 'kubescape', -3);
      await benchmark(id, 19, 1, -3);
    },
    expected: { A2: 'clock', D4: 'clock', E4: 'clock', E5: 'clock' },
  },
  {
    name: 'half of what watches clusters is there, and no drill is known',
    build: async (id) => {
      await sender(id, 'k8s-audit', 1);
      await source(id, 'kubescape', 1);
      await service(id, 'met');
    },
    expected: { A2: 'unknown', A8: 'partly', D4: 'met', E4: 'unknown', E5: 'partly', F7: 'unknown' },
  },
  {
    name: 'nothing tells of clouds, clusters and systems',
    build: (id) => source(id, 'semgrep', 1),
    expected: { A2: 'unknown', A8: 'unknown', D4: 'unknown', E4: 'unknown', E5: 'unknown', F7: 'unknown' },
  },
];
