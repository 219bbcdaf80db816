import type { ProductAttributes } from '@/lib/assets/attributes';
import type { Priority } from '@/lib/findings/priority';
import type { Ssvc } from '@/lib/findings/ssvc';
import type { SsvcPoint } from '@/lib/findings/ssvc-points';

/** A person's answer to a question of the SSVC tree. Instants are ISO 8601 in UTC. */
export type GivenAnswer = {
  readonly point: SsvcPoint;
  readonly answer: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
};

/** Why a finding is as urgent as it is: each term and each answer, by what is known now. */
export type FindingRisk = {
  readonly priority: Omit<Priority, 'total'> & {
    /** As the terms make it now; what lists sort by follows within a minute. */
    readonly total: number;
    readonly weights: string;
  };
  readonly ssvc: Ssvc & { readonly tree: { readonly name: string; readonly version: string; readonly source: string } };
  readonly given: readonly GivenAnswer[];
  readonly product: ProductAttributes;
  /** Whole UTC days since first sight. */
  readonly days: number;
  /** The dates that EPSS and KEV give themselves; null: never imported. */
  readonly asOf: { readonly epss: string | null; readonly kev: string | null };
  /** Whether they are those of the sample organisation, which are made up. */
  readonly sample: { readonly epss: boolean; readonly kev: boolean };
  /** Of the catalogue, where one of its CVEs is listed. */
  readonly listed: { readonly addedOn: string; readonly ransomware: boolean } | null;
};
