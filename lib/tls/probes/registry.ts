import { simulations } from '@/lib/tls/clients/simulate';
import { alpn } from '@/lib/tls/probes/alpn';
import { certificates } from '@/lib/tls/probes/certificates';
import { downgrade, fallback } from '@/lib/tls/probes/fallback';
import { groups } from '@/lib/tls/probes/groups';
import { compressionProbe, extendedMasterSecret } from '@/lib/tls/probes/hello-features';
import { http } from '@/lib/tls/probes/http';
import { intolerance } from '@/lib/tls/probes/intolerance';
import { preference } from '@/lib/tls/probes/preference';
import { renegotiation } from '@/lib/tls/probes/renegotiation';
import { resumption } from '@/lib/tls/probes/resumption';
import { signatureSchemes } from '@/lib/tls/probes/signature-schemes';
import type { Probe } from '@/lib/tls/probes/types';

/** Probes that run side by side once versions and suites are known; those that take longest begin first. */
export const PROBES: readonly Probe[] = [
  resumption,
  http,
  certificates,
  preference,
  groups,
  signatureSchemes,
  alpn,
  simulations,
  intolerance,
  compressionProbe,
  extendedMasterSecret,
  fallback,
  downgrade,
];

/** Probes that may upset a server: they run when all that is harmless has been asked. */
export const LAST_PROBES: readonly Probe[] = [renegotiation];
