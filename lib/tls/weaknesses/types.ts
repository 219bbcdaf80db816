import type { ScanFacts, WeaknessId } from '@/lib/tls/facts';
import type { ProbeContext } from '@/lib/tls/probes/types';
import type { PaddingAnswers } from '@/lib/tls/weaknesses/padding/answers';

/** A verdict with a short detail: names of suites, alerts and versions, never bytes of the server. */
export type WeaknessFact = ScanFacts['weaknesses'][WeaknessId];

/** Facts that weaknesses follow from without another packet. */
export type KnownFacts = Pick<ScanFacts, 'protocols' | 'compression' | 'renegotiation'>;

/** A weakness that other facts already tell. */
export type DerivedWeakness = { readonly id: WeaknessId; judge(known: KnownFacts): WeaknessFact };

export type WeaknessContext = ProbeContext & {
  /** Answers to records with wrong padding or MAC: asked once, judged by the whole padding-oracle family. */
  paddingAnswers(): Promise<readonly PaddingAnswers[]>;
};

/** A weakness that the server is asked for. May throw what the connector throws: then it is inconclusive. */
export type ActiveWeakness = {
  readonly id: WeaknessId;
  /** It asks twice by itself before it says "vulnerable". */
  readonly repeats?: true;
  ask(context: WeaknessContext): Promise<WeaknessFact>;
};

export const vulnerable = (detail: string | null = null): WeaknessFact => ({ verdict: 'vulnerable', detail });
export const safe = (detail: string | null = null): WeaknessFact => ({ verdict: 'not_vulnerable', detail });
export const notApplicable = (detail: string): WeaknessFact => ({ verdict: 'not_applicable', detail });
export const inconclusive = (detail: string): WeaknessFact => ({ verdict: 'inconclusive', detail });
export const notChecked = (detail: string): WeaknessFact => ({ verdict: 'not_checked', detail });
