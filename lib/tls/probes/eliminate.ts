import type { Connector } from '@/lib/tls/connect/connector';
import { type Answer, type Flight, sayHello } from '@/lib/tls/connect/hello';
import type { TlsVersion } from '@/lib/tls/facts';
import { type Offer, offer } from '@/lib/tls/probes/offers';
import { ALERT } from '@/lib/tls/wire/alerts';
import type { ServerHello } from '@/lib/tls/wire/server-hello';

export type Choice = { readonly id: number; readonly hello: ServerHello; readonly flight: Flight };

/**
 * How an elimination ended: `refused` (the server wants nothing of what is left), `other_version` (nothing at all in this
 * version), `exhausted` (nothing was left to offer) are answers; `unknown` is none.
 */
export type Ending = 'refused' | 'other_version' | 'exhausted' | 'unknown';

export type Elimination = {
  readonly chosen: readonly Choice[];
  readonly ending: Ending;
  /** What was in the way of an answer; null where there was one. */
  readonly why: string | null;
  /** Whether anything that came was TLS. */
  readonly spoke: boolean;
};

export type EliminationOf = {
  readonly offers: readonly number[];
  readonly version: Exclude<TlsVersion, 'ssl2'>;
  readonly offer: (left: readonly number[]) => Offer;
  /** What the server took of the offer: its suite, group or scheme; null ends the elimination. */
  readonly taken: (choice: Omit<Choice, 'id'>) => number | null;
};

/** Offers, notes what the server takes, removes it and offers the rest, until it refuses. At most one step per offer. */
export async function eliminate(connector: Connector, wanted: EliminationOf): Promise<Elimination> {
  const chosen: Choice[] = [];
  let left = wanted.offers;
  while (left.length > 0) {
    const asked = offer(wanted.offer(left));
    const first = await sayHello(connector, asked, true);
    // A close amid choices may be a server that has had enough of us: only the second one counts as its answer.
    const answer = first.kind === 'closed' && chosen.length > 0 ? await sayHello(connector, asked, true) : first;
    const ended = endingOf(answer, wanted.version);
    if (answer.kind !== 'hello' || ended !== null) {
      const { ending, why } = ended ?? { ending: 'unknown' as const, why: 'no answer' };
      return { chosen, ending, why, spoke: chosen.length > 0 || spoke(answer) };
    }
    const { hello, flight } = answer;
    const id = wanted.taken({ hello, flight });
    if (id === null || !left.includes(id)) {
      return { chosen, ending: 'unknown', why: id === null ? 'nothing_named' : 'not_offered', spoke: true };
    }
    chosen.push({ id, hello, flight });
    left = left.filter((other) => other !== id);
  }
  return { chosen, ending: 'exhausted', why: null, spoke: chosen.length > 0 };
}

function spoke(answer: Answer): boolean {
  return answer.kind === 'hello' || answer.kind === 'alert';
}

/** Null: the server chose something in the version that was asked for. */
function endingOf(answer: Answer, version: TlsVersion): { ending: Ending; why: string | null } | null {
  switch (answer.kind) {
    case 'hello':
      return answer.hello.version === version ? null : { ending: 'other_version', why: null };
    case 'alert':
      return {
        ending: answer.alert.code === ALERT.protocolVersion ? 'other_version' : 'refused',
        why: answer.alert.name,
      };
    case 'closed':
      return { ending: 'refused', why: 'closed' };
    case 'silent':
      return { ending: 'unknown', why: 'timeout' };
    default:
      return { ending: 'unknown', why: answer.why };
  }
}
