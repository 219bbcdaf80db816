import {
  alerts,
  backups,
  clock,
  compared,
  endpoint,
  finding,
  incident,
  oneOfFive,
  penetrationTest,
  sender,
  service,
  source,
  TEN,
} from '@/lib/safeguards/testing/build';
import type { Situation } from '@/lib/safeguards/testing/situation';

/** Products in which nothing, some, most or all is as promised. */
export const LEVELS: readonly Situation[] = [
  {
    name: 'most is well',
    build: async (id) => {
      await oneOfFive(id, 'nmap', { kind: 'host' });
      await oneOfFive(id, 'gitleaks', { kind: 'secret' });
      await oneOfFive(id, 'trivy', { kind: 'dependency', severity: 4, fix: true }, 'shop');
      for (const n of [0, 1, 2, 3, 4]) {
        await sender(id, 'entra', 1, n === 0);
        await sender(id, 'falco', 1, n === 0);
      }
      await alerts(id, [5, 10, 20, 59, 61]);
      for (const n of TEN) {
        const made = await incident(id, { contained: n > 0 });
        await clock(made.id, 'reaction', n > 0, 'acknowledged');
        await clock(made.id, 'review', n > 0, 'published');
        await clock(made.id, 'duty:gdpr-33-1:report', n > 0, 'sent');
      }
    },
    expected: {
      ...{ A4: 'partly', A5: 'partly', A6: 'partly', A7: 'partly', A11: 'partly', B1: 'met', C2: 'partly' },
      ...{ C5: 'partly', G2: 'partly', G3: 'partly', G4: 'partly', G6: 'partly' },
    },
  },
  {
    name: 'nothing is known',
    build: async () => undefined,
    expected: {
      ...backups('unknown'),
      ...{ A3: 'unknown', A4: 'unknown', A6: 'unknown', A7: 'unknown', A9: 'unknown', A11: 'unknown', B1: 'unknown' },
      ...{
        B2: 'unknown',
        B4: 'unknown',
        B6: 'unknown',
        C2: 'unknown',
        C5: 'unknown',
        D1: 'unknown',
        A5: 'unknown',
        D3: 'unknown',
      },
      ...{ G2: 'idle', G3: 'idle', G4: 'idle', G6: 'idle' },
    },
  },
  {
    name: 'all is well',
    build: async (id) => {
      await service(id, 'met');
      await source(id, 'nessus', 3);
      await source(id, 'nmap', 1);
      await source(id, 'gitleaks', 1);
      await source(id, 'zap', 2);
      await source(id, 'trivy', 1, { image: 'shop/api' });
      const code = await source(id, 'semgrep', 1);
      await finding(id, code.id, { due: 9, fix: true });
      await endpoint(id, true, 0.5);
      await penetrationTest(id, 'third_party', 100);
      await compared(id, 'registries', 3, 0);
      await sender(id, 'entra', 1);
      await sender(id, 'falco', 1);
      const made = await incident(id);
      await clock(made.id, 'reaction', true, 'acknowledged');
      await clock(made.id, 'review', true, 'published');
      await clock(made.id, 'duty:gdpr-33-1:report', true, 'sent');
    },
    expected: {
      ...backups('met'),
      ...{
        A3: 'met',
        A4: 'met',
        A6: 'met',
        A7: 'met',
        A9: 'met',
        A11: 'met',
        B1: 'met',
        B2: 'met',
        B4: 'met',
        B6: 'met',
      },
      ...{ C2: 'met', C5: 'met', D1: 'met', G2: 'met', G3: 'met', G4: 'met', G6: 'met', A5: 'idle', D3: 'met' },
    },
  },
  {
    name: 'all is broken',
    build: async (id) => {
      await source(id, 'nessus', 40);
      const ports = await source(id, 'nmap', 1);
      await finding(id, ports.id, { kind: 'host', scanner: 'nmap', due: -3, fix: true });
      const secrets = await source(id, 'gitleaks', 1);
      await finding(id, secrets.id, { kind: 'secret', scanner: 'gitleaks' });
      const image = await source(id, 'trivy', 1, { image: 'shop/api' });
      await finding(id, image.id, { kind: 'dependency', severity: 4, fix: true, due: -1, scanner: 'trivy' });
      await endpoint(id, false, 1);
      await penetrationTest(id, 'third_party', 500);
      await sender(id, 'entra', 99, true);
      await sender(id, 'falco', 99, true);
      const made = await incident(id, { contained: false });
      await clock(made.id, 'reaction', false, '');
      await clock(made.id, 'review', false, '');
      await clock(made.id, 'duty:gdpr-33-1:report', false, '');
    },
    expected: {
      ...{
        A3: 'missed',
        A4: 'missed',
        A6: 'missed',
        A7: 'missed',
        A9: 'missed',
        A11: 'missed',
        B2: 'missed',
        B4: 'missed',
      },
      ...{ B6: 'missed', C2: 'missed', C5: 'missed', G2: 'missed', G3: 'missed', G4: 'missed', G6: 'missed' },
    },
  },
  {
    name: 'some is well',
    build: async (id) => {
      for (const target of ['a', 'b', 'c', 'd']) await source(id, 'nessus', 3, { target });
      await source(id, 'nessus', 40, { target: 'e' });
      await source(id, 'semgrep', 3);
      for (let n = 0; n < 5; n++) await endpoint(id, n > 0, 1);
      await penetrationTest(id, 'internal', 30);
      const { id: own } = await source(id, 'gosec', 1);
      for (let n = 0; n < 10; n++) await finding(id, own, { due: n > 0 ? 5 : -5, fix: true });
    },
    expected: { A3: 'partly', A9: 'partly', B2: 'partly', B4: 'partly', B6: 'partly', D1: 'partly' },
  },
];
