import { certificates } from '@/lib/tls/probes/certificates';
import type { Probe } from '@/lib/tls/probes/types';

/** Probes that run side by side once versions and suites are known. */
export const PROBES: readonly Probe[] = [certificates];
