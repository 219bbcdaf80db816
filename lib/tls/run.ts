import 'server-only';
import { type Lookup, type Resolved, resolveOnce } from '@/lib/core/addresses/resolve';
import { ALLOWED_RANGES_DEFAULT, allowedRangesSchema, rangesOf } from '@/lib/core/addresses/settings-schema';
import type { Ctx } from '@/lib/core/context';
import { forgetSetting, setting } from '@/lib/core/settings';
import { fetchWithin } from '@/lib/tls/addresses/fetch';
import { knownIntermediates, rsaKeys, ssl2Elsewhere, storesOf } from '@/lib/tls/data/material';
import type { ScanFacts } from '@/lib/tls/facts';
import { criteriaAt } from '@/lib/tls/grade/criteria';
import { grade } from '@/lib/tls/grade/grade';
import { type ClaimedScan, claimScan, recordProgress } from '@/lib/tls/mutations/attempt';
import { Superseded } from '@/lib/tls/mutations/hold-scan';
import { learnIntermediates } from '@/lib/tls/mutations/learn';
import { settleGraded } from '@/lib/tls/mutations/settle';
import { failScan, settleUnknown } from '@/lib/tls/mutations/settle-unknown';
import { canonicalName } from '@/lib/tls/place';
import { reasonWords } from '@/lib/tls/reason-words';
import type { ScanOptions, scan } from '@/lib/tls/scan';

/** Milliseconds that a scan may take: far more than any server needs that answers. */
const DEADLINE_MS = 60_000;
/** Handshakes at a time with one address, over all scans of this worker. */
const PER_ADDRESS = 8;
const PROGRESS_MS = 250;

type RunOptions = {
  readonly scanner: typeof scan;
  readonly signal?: AbortSignal;
  readonly last?: boolean;
  readonly lookup?: Lookup;
};

/**
 * Works one scan: resolves and judges the address once, asks the server, grades, settles. Safe to repeat and to kill.
 * @throws whatever is not the server's fault, for the queue to try again
 */
export async function runScan(ctx: Ctx, scanId: string, options: RunOptions): Promise<void> {
  const claimed = await claimScan(scanId, ctx.now);
  if (!claimed) return;
  const began = performance.now();
  const later = (): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + performance.now() - began) });
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  try {
    await work({ ctx, later, claimed, signal, stop, options });
  } catch (error) {
    // Cancelled, taken over or removed: nobody waits for what came of it.
    if (error instanceof Superseded || stop.signal.aborted) return;
    if (options.last && !options.signal?.aborted) await failScan(later(), claimed).catch(unlessSuperseded);
    throw error;
  }
}

/** Nobody is left to be told that it failed. */
function unlessSuperseded(error: unknown): void {
  if (!(error instanceof Superseded)) throw error;
}

type Running = {
  readonly ctx: Ctx;
  readonly later: () => Ctx;
  readonly claimed: ClaimedScan;
  readonly signal: AbortSignal;
  readonly stop: AbortController;
  readonly options: RunOptions;
};

async function work(running: Running): Promise<void> {
  const { ctx, later, claimed, signal, options } = running;
  const { place } = claimed;
  // Whoever closes a range means now, not in half a minute.
  forgetSetting('tls.ranges');
  const allowed = rangesOf(await setting('tls.ranges', allowedRangesSchema, ALLOWED_RANGES_DEFAULT));
  const resolved = await resolveOnce(place.address || place.host, allowed, options.lookup);
  if (!('address' in resolved) || 'refused' in resolved) return settleUnknown(later(), claimed, whyNot(resolved), null);
  const fetch = fetchWithin({ allowed, signal, ...(options.lookup && { lookup: options.lookup }) });
  const seen = await look(running, resolved.address, fetch);
  const facts = await withSharedKeys(seen, claimed.endpointId);
  const graded = grade(facts, criteriaAt(ctx.now));
  const { letter } = graded;
  if (letter === null) return settleUnknown(later(), claimed, whyUnknown(facts), facts);
  await settleGraded(later(), claimed, { facts, grade: { ...graded, letter } }, reasonWords);
}

function whyNot(resolved: Exclude<Resolved, { address: string; refused?: undefined }>): string {
  if ('failed' in resolved) return resolved.failed;
  return 'refused' in resolved ? `refused_${resolved.refused}` : 'no_such_name';
}

async function look(running: Running, address: string, fetch: ScanOptions['fetch']): Promise<ScanFacts> {
  const { ctx, claimed, signal, stop, options } = running;
  const { host, port, sni, starttls } = claimed.place;
  const [intermediates, stores] = await Promise.all([knownIntermediates(ctx.now), storesOf(claimed.productId)]);
  const learnt: Buffer[] = [];
  let told = performance.now();
  const facts = await options.scanner(
    { host, port, address, sni: canonicalName(sni) ?? canonicalName(host), starttls: starttls || null },
    {
      signal,
      deadline: DEADLINE_MS,
      perAddress: PER_ADDRESS,
      switchedOff: claimed.switchedOff,
      intermediates,
      stores,
      fetch,
      now: ctx.now,
      onIntermediates: (ders) => void learnt.push(...ders),
      onProgress: (progress) => {
        if (performance.now() - told < PROGRESS_MS) return;
        told = performance.now();
        recordProgress(claimed, progress).then(
          (mine) => mine || stop.abort(),
          // Progress is only shown; what matters is written at the end.
          () => undefined,
        );
      },
    },
  );
  await learnIntermediates(learnt, ctx.now);
  return facts;
}

/** DROWN reaches a server through any other that answers SSL 2 with the same key. */
async function withSharedKeys(facts: ScanFacts, endpointId: string): Promise<ScanFacts> {
  const { ssl2_drown: known } = facts.weaknesses;
  if (known.verdict === 'vulnerable' || known.verdict === 'not_checked') return facts;
  if (!(await ssl2Elsewhere(endpointId, rsaKeys(facts)))) return facts;
  const ssl2_drown = { verdict: 'vulnerable' as const, detail: 'another endpoint with the same key answers SSL 2' };
  return { ...facts, weaknesses: { ...facts.weaknesses, ssl2_drown } };
}

/** Why versions and suites were not found: all else leans on them. "refused: …" is told by its first word. */
function whyUnknown({ probes, protocols }: ScanFacts): string {
  if (Object.values(protocols).some(({ offered }) => offered === true)) return 'incomplete';
  const said = probes.protocols?.why ?? Object.values(probes).find(({ why }) => why !== null)?.why ?? 'no answer';
  return said.split(':')[0]?.replaceAll(' ', '_') ?? 'no_answer';
}
