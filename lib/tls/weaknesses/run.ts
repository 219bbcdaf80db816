import { ConnectError } from '@/lib/tls/connect/errors';
import { SecureError } from '@/lib/tls/connect/secure';
import { factsSchema, type ScanFacts, WEAKNESSES, type WeaknessId } from '@/lib/tls/facts';
import type { ProbeRun } from '@/lib/tls/probes/run';
import type { ProbeContext } from '@/lib/tls/probes/types';
import { type PaddingAnswers, paddingAnswersOf } from '@/lib/tls/weaknesses/padding/answers';
import { ACTIVE, DERIVED } from '@/lib/tls/weaknesses/registry';
import {
  type ActiveWeakness,
  inconclusive,
  type KnownFacts,
  notChecked,
  type WeaknessContext,
  type WeaknessFact,
} from '@/lib/tls/weaknesses/types';
import { WireError } from '@/lib/tls/wire/bytes';

export type WeaknessOutcome = { readonly id: WeaknessId; readonly fact: WeaknessFact; readonly run: ProbeRun };

/** What a server did to a probe is inconclusive; an abort ends the scan, and a mistake of ours is no verdict. */
async function asked(weakness: ActiveWeakness, context: WeaknessContext): Promise<WeaknessFact> {
  try {
    return await weakness.ask(context);
  } catch (error) {
    if (error instanceof ConnectError && error.failure === 'aborted') throw error;
    const known = error instanceof ConnectError || error instanceof SecureError || error instanceof WireError;
    return known ? inconclusive(error.message) : notChecked(error instanceof Error ? error.name : 'failed');
  }
}

/** One try; a second one where the first found something or did not get through. What does not repeat proves nothing. */
async function confirmed(weakness: ActiveWeakness, context: WeaknessContext): Promise<WeaknessFact> {
  const first = await asked(weakness, context);
  if (first.verdict === 'inconclusive') return asked(weakness, context);
  if (first.verdict !== 'vulnerable' || weakness.repeats === true) return first;
  const second = await asked(weakness, context);
  const same = second.verdict === 'vulnerable' && second.detail === first.detail;
  return same ? first : inconclusive('not_repeated');
}

async function runOne(
  weakness: ActiveWeakness,
  context: WeaknessContext,
  skip: string | null,
): Promise<WeaknessOutcome> {
  const { id } = weakness;
  if (skip !== null) {
    const off = skip === 'switched_off';
    const run: ProbeRun = { state: off ? 'switched_off' : 'inconclusive', why: skip, milliseconds: 0, connections: 0 };
    return { id, fact: off ? notChecked(skip) : inconclusive(skip), run };
  }
  const begun = performance.now();
  const fact = await confirmed(weakness, context);
  const state = STATES[fact.verdict];
  const { connections } = context.connector;
  return {
    id,
    fact,
    run: { state, why: state === 'done' ? null : fact.detail, milliseconds: performance.now() - begun, connections },
  };
}

const STATES: Readonly<Record<WeaknessFact['verdict'], ProbeRun['state']>> = {
  vulnerable: 'done',
  not_vulnerable: 'done',
  not_applicable: 'not_applicable',
  inconclusive: 'inconclusive',
  not_checked: 'failed',
};

/**
 * Asks the server for every weakness that is not switched off, side by side; `skip` says why for an id. Connections that
 * the padding-oracle family shares count for the member that came first.
 */
export function runWeaknesses(
  context: ProbeContext,
  skip: (id: WeaknessId) => string | null,
  onDone: (id: WeaknessId) => void,
): Promise<readonly WeaknessOutcome[]> {
  let answers: Promise<readonly PaddingAnswers[]> | null = null;
  return Promise.all(
    ACTIVE.map(async (weakness) => {
      const own = { ...context, connector: context.connector.fork() };
      const paddingAnswers = () => {
        answers ??= paddingAnswersOf(own);
        return answers;
      };
      const outcome = await runOne(weakness, { ...own, paddingAnswers }, skip(weakness.id));
      onDone(weakness.id);
      return outcome;
    }),
  );
}

/** Every weakness with its verdict: what the server was asked for, and what follows from the facts. */
export function weaknessFacts(
  known: KnownFacts,
  outcomes: readonly WeaknessOutcome[],
  switchedOff: readonly string[],
): ScanFacts['weaknesses'] {
  const found = new Map(outcomes.map(({ id, fact }) => [id, fact]));
  for (const { id, judge } of DERIVED)
    found.set(id, switchedOff.includes(id) ? notChecked('switched_off') : judge(known));
  return factsSchema.shape.weaknesses.parse(Object.fromEntries(WEAKNESSES.map((id) => [id, found.get(id)])));
}
