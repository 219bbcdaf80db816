import { ConnectError } from '@/lib/tls/connect/errors';
import { SecureError } from '@/lib/tls/connect/secure';
import type { ScanFacts } from '@/lib/tls/facts';
import type { Probe, ProbeContext, ProbeResult } from '@/lib/tls/probes/types';
import { WireError } from '@/lib/tls/wire/bytes';

export type ProbeRun = ScanFacts['probes'][string];

/** What an exception out of a probe means; an abort ends the scan and is thrown on. */
function failure(error: unknown): { state: ProbeRun['state']; why: string } {
  if (error instanceof ConnectError && error.failure === 'aborted') throw error;
  if (error instanceof ConnectError || error instanceof SecureError || error instanceof WireError) {
    return { state: 'inconclusive', why: error.message };
  }
  // A mistake of ours must not cost the other probes their facts; the name of it leads to the line.
  return { state: 'failed', why: error instanceof Error ? error.name : 'unknown' };
}

/** Runs one probe and writes down how it went; with a reason to skip it, nothing is sent. */
export async function runProbe(
  probe: Probe,
  context: ProbeContext,
  skip: string | null,
): Promise<{ readonly run: ProbeRun; readonly result: ProbeResult | null }> {
  if (skip !== null) {
    const state = skip === 'switched_off' ? skip : 'inconclusive';
    return { run: { state, why: skip, milliseconds: 0, connections: 0 }, result: null };
  }
  const begun = performance.now();
  const ended = (state: ProbeRun['state'], why: string | null): ProbeRun => ({
    state,
    why,
    milliseconds: performance.now() - begun,
    connections: context.connector.connections,
  });
  try {
    const result = await probe.run(context);
    return { run: ended(result.state, result.why), result };
  } catch (error) {
    const { state, why } = failure(error);
    return { run: ended(state, why), result: null };
  }
}
