import { host, TEN } from '@/lib/safeguards/testing/build';
import type { Situation } from '@/lib/safeguards/testing/situation';

/** Products with hosts that agents and scanners reach, or do not. */
export const HOSTS: readonly Situation[] = [
  {
    name: 'every host has its agent and was scanned',
    build: async (id) => {
      for (const _ of TEN) await host(id, 'met', { scanDays: 2 });
    },
    expected: { A1: 'met', A3: 'met' },
  },
  {
    name: 'one host of ten has no agent and was never scanned',
    build: async (id) => {
      for (const n of TEN) await host(id, n > 0 ? 'met' : 'missed', n > 0 ? { scanDays: 2 } : {});
    },
    expected: { A1: 'partly', A3: 'partly' },
  },
  {
    name: 'hosts have no agents, scans are overdue',
    build: async (id) => {
      for (const _ of TEN) await host(id, 'missed', { scanDays: 40 });
    },
    expected: { A1: 'missed', A3: 'missed' },
  },
  {
    name: 'agents were heard of too long ago',
    build: (id) => host(id, 'met', { edrDays: 9, scanDays: -3 }),
    expected: { A1: 'stale', A3: 'clock' },
  },
  {
    name: 'nobody tells of agents, no host scanner reports',
    build: (id) => host(id, 'unknown'),
    expected: { A1: 'unknown', A3: 'unknown' },
  },
];
