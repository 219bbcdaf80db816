import {
  alerts,
  backups,
  clock,
  compared,
  endpoint,
  finding,
  incident,
  sender,
  service,
  source,
  TARGETS,
} from '@/lib/safeguards/testing/build';
import type { Situation } from '@/lib/safeguards/testing/situation';

/** Products in which one thing is not as it should be. */
export const FAULTS: readonly Situation[] = [
  {
    name: 'alerts are raised at once',
    build: async (id) => {
      await sender(id, 'falco', 1);
      await alerts(id, [1, 2]);
    },
    expected: { A5: 'met' },
  },
  {
    name: 'alerts are raised late, scans of a few targets are',
    build: async (id) => {
      await sender(id, 'falco', 1);
      await alerts(id, [90, 600]);
      for (const target of TARGETS) await source(id, 'nessus', 3, { target });
      await source(id, 'nessus', 40, { target: 'e' });
    },
    expected: { A5: 'missed', A3: 'partly', B1: 'partly' },
  },
  {
    name: 'static and dynamic checks report no more, a source of two has not for long',
    build: async (id) => {
      await source(id, 'zap', 40);
      await source(id, 'semgrep', 40);
      const { id: own } = await source(id, 'gosec', 99);
      await finding(id, own, { due: 5, fix: true });
      await source(id, 'nessus', 1);
    },
    expected: { D1: 'missed', B2: 'partly', B6: 'partly', B1: 'missed' },
  },
  {
    name: 'reports come from the future',
    build: async (id) => {
      await source(id, 'nessus', -3);
      await source(id, 'nmap', -3);
      await source(id, 'gitleaks', -3);
      await source(id, 'trivy', -3, { image: 'shop/api' });
      await source(id, 'zap', -3);
    },
    expected: {
      ...{ A3: 'clock', A6: 'clock', A7: 'clock', B1: 'clock', B2: 'clock', B6: 'clock', C5: 'clock' },
      D1: 'clock',
    },
  },
  {
    name: 'one service of two misses its objectives',
    build: async (id) => {
      await service(id, 'met');
      await service(id, 'missed');
    },
    expected: backups('partly'),
  },
  {
    name: 'a service misses its objectives',
    build: (id) => service(id, 'missed'),
    expected: backups('missed'),
  },
  {
    name: 'what is known is too old',
    build: async (id) => {
      await service(id, 'met', 99);
      await source(id, 'nmap', 40);
      await source(id, 'gitleaks', 40);
      await source(id, 'trivy', 40, { image: 'shop/api' });
      await endpoint(id, true, 9);
      await sender(id, 'falco', 99);
      await sender(id, 'entra', 99);
    },
    expected: {
      ...backups('stale'),
      ...{ A4: 'stale', A6: 'stale', A7: 'stale', A9: 'stale', A11: 'stale', B1: 'missed', B2: 'stale', C2: 'stale' },
      ...{ B6: 'stale', C5: 'stale', D1: 'unknown' },
    },
  },
  {
    name: 'of a service nobody wants any point in time',
    build: (id) => service(id, 'met', 1, null),
    expected: { ...backups('met'), F4: 'unknown' },
  },
  {
    name: 'images come from elsewhere, ports are approved by a list',
    build: async (id) => {
      await compared(id, 'registries', 4, 4);
      await compared(id, 'ports', 2, 0);
      const ports = await source(id, 'nmap', 1);
      await finding(id, ports.id, { kind: 'host', scanner: 'nmap' });
    },
    expected: { D3: 'missed', A6: 'met' },
  },
  {
    name: 'one image of ten comes from elsewhere, a port is not in the list',
    build: async (id) => {
      await compared(id, 'registries', 10, 1);
      await compared(id, 'ports', 2, 1);
      await source(id, 'nmap', 1);
    },
    expected: { D3: 'partly', A6: 'missed' },
  },
  {
    name: 'images were compared too long ago',
    build: (id) => compared(id, 'registries', 10, 1, 40),
    expected: { D3: 'stale' },
  },
  {
    name: 'a certificate runs out, ports were decided on, an exercise was held',
    build: async (id) => {
      await endpoint(id, true, 1, -1);
      const ports = await source(id, 'nmap', 1);
      await finding(id, ports.id, { kind: 'host', scanner: 'nmap', status: 'false_positive' });
      const made = await incident(id, { exercise: true });
      await clock(made.id, 'reaction', false, '');
    },
    expected: { A9: 'missed', A6: 'met', G2: 'idle', G3: 'idle' },
  },
];
