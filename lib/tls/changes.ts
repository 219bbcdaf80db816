import type { ChainFacts, ScanFacts } from '@/lib/tls/facts';
import { VERSIONS, WEAKNESSES } from '@/lib/tls/facts';
import type { Grade } from '@/lib/tls/grade/types';
import { isWorse } from '@/lib/tls/rules';

export const CHANGE_KINDS = [
  'grade',
  'criteria',
  'trusted',
  'name_matches',
  'chain_complete',
  'protocol_on',
  'protocol_off',
  'suites_added',
  'suites_removed',
  'preference',
  'dh_bits',
  'certificate',
  'weakness_new',
  'weakness_gone',
  'hsts',
  'stapling',
  'revocation',
  'alpn',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What is different since the scan before. `params` are for the words of its kind. */
export type Change = {
  readonly kind: ChangeKind;
  readonly way: 'better' | 'worse' | 'neutral';
  readonly params: Readonly<Record<string, string | number>>;
};

/** A scan's facts with what the criteria of its day said of them. */
export type Looked = { readonly facts: ScanFacts; readonly grade: Pick<Grade, 'letter' | 'criteria'> };

type Ways = readonly [yes: Change['way'], no: Change['way']];

/** A yes that became a no, or the other way round; what is not known on either side is no change. */
function turned(kind: ChangeKind, before: boolean | null, after: boolean | null, [yes, no]: Ways): Change[] {
  if (before === null || after === null || before === after) return [];
  return [{ kind, way: after ? yes : no, params: { now: String(after) } }];
}

const OLD = new Set<string>(['ssl2', 'ssl3', 'tls10', 'tls11']);

function protocolChanges(before: ScanFacts, after: ScanFacts): Change[] {
  return VERSIONS.flatMap((protocol): Change[] => {
    const [was, is] = [before.protocols[protocol], after.protocols[protocol]];
    if (was.offered === null || is.offered === null) return [];
    const good = !OLD.has(protocol);
    if (was.offered !== is.offered) {
      const kind = is.offered ? 'protocol_on' : 'protocol_off';
      return [{ kind, way: is.offered === good ? 'better' : 'worse', params: { protocol } }];
    }
    return is.offered ? withinProtocol(protocol, was, is) : [];
  });
}

type Protocol = ScanFacts['protocols'][keyof ScanFacts['protocols']];

function withinProtocol(protocol: string, was: Protocol, is: Protocol): Change[] {
  const found: Change[] = [];
  // An enumeration that ended early says nothing of what it did not reach.
  if (was.complete && is.complete) {
    const added = is.suites.filter((suite) => !was.suites.includes(suite));
    const removed = was.suites.filter((suite) => !is.suites.includes(suite));
    const params = (suites: readonly number[]) => ({ protocol, count: suites.length, suites: suites.join(' ') });
    if (added.length > 0) found.push({ kind: 'suites_added', way: 'neutral', params: params(added) });
    if (removed.length > 0) found.push({ kind: 'suites_removed', way: 'neutral', params: params(removed) });
  }
  if (was.preference !== null && is.preference !== null && was.preference !== is.preference) {
    const way = is.preference === 'server' ? 'better' : 'neutral';
    found.push({ kind: 'preference', way, params: { protocol, now: is.preference } });
  }
  if (was.dhBits !== null && is.dhBits !== null && was.dhBits !== is.dhBits) {
    const way = is.dhBits > was.dhBits ? 'better' : 'worse';
    found.push({ kind: 'dh_bits', way, params: { protocol, from: was.dhBits, to: is.dhBits } });
  }
  return found;
}

/** The chain of the same kind of key: RSA beside ECDSA is compared with RSA. */
const chainOf = ({ chains }: ScanFacts, kind: string) => chains.find(({ sent }) => sent[0]?.key.kind === kind);

const trusts = ({ validations }: ChainFacts) =>
  validations.length === 0 ? null : validations.some(({ trusted }) => trusted);

function chainChanges(before: ScanFacts, after: ScanFacts): Change[] {
  const kinds = new Set(after.chains.flatMap(({ sent }) => sent[0]?.key.kind ?? []));
  return [...kinds].flatMap((kind): Change[] => {
    const [was, is] = [chainOf(before, kind), chainOf(after, kind)];
    if (!was || !is) return [];
    const good: Ways = ['better', 'worse'];
    return [
      ...leafChange(was, is),
      ...turned('trusted', trusts(was), trusts(is), good),
      ...turned('name_matches', was.nameMatches, is.nameMatches, good),
      ...turned('chain_complete', was.complete, is.complete, good),
      ...turned('stapling', was.stapled, is.stapled, ['better', 'neutral']),
      ...revocationChange(was, is),
    ];
  });
}

function leafChange({ sent: [was] }: ChainFacts, { sent: [is] }: ChainFacts): Change[] {
  if (!was || !is || was.fingerprint === is.fingerprint) return [];
  const way = new Date(is.notAfter) > new Date(was.notAfter) ? 'better' : 'neutral';
  const params = {
    subject: is.subject,
    issuer: is.issuer,
    notAfter: is.notAfter,
    sameKey: String(was.keyHash === is.keyHash),
  };
  return [{ kind: 'certificate', way, params }];
}

function revocationChange(was: ChainFacts, is: ChainFacts): Change[] {
  const [from, to] = [was.revocation.status, is.revocation.status];
  if (from === 'not_checked' || to === 'not_checked' || from === to) return [];
  return [{ kind: 'revocation', way: to === 'good' ? 'better' : 'worse', params: { now: to } }];
}

function weaknessChanges(before: ScanFacts, after: ScanFacts): Change[] {
  const sure = (verdict: string) => verdict !== 'inconclusive' && verdict !== 'not_checked';
  return WEAKNESSES.flatMap((weakness): Change[] => {
    const [was, is] = [before.weaknesses[weakness].verdict, after.weaknesses[weakness].verdict];
    if (!sure(was) || !sure(is) || (was === 'vulnerable') === (is === 'vulnerable')) return [];
    const isNew = is === 'vulnerable';
    const params = { weakness };
    return [{ kind: isNew ? 'weakness_new' : 'weakness_gone', way: isNew ? 'worse' : 'better', params }];
  });
}

function httpChanges(before: ScanFacts, after: ScanFacts): Change[] {
  if (before.http === null || after.http === null) return [];
  const [was, is] = [before.http.hsts, after.http.hsts];
  if (was.state === is.state && was.maxAge === is.maxAge) return [];
  const worth = ({ state, maxAge }: typeof was) => (state === 'present' ? (maxAge ?? 0) : 0);
  const way = worth(is) > worth(was) ? 'better' : worth(is) < worth(was) ? 'worse' : 'neutral';
  return [{ kind: 'hsts', way, params: { now: is.state, from: was.maxAge ?? 0, to: is.maxAge ?? 0 } }];
}

function alpnChange(before: ScanFacts, after: ScanFacts): Change[] {
  if (before.alpn === null || after.alpn === null) return [];
  const [was, is] = [before.alpn, after.alpn].map((all) => [...all].sort().join(', '));
  return was === is ? [] : [{ kind: 'alpn', way: 'neutral', params: { from: was || '–', to: is || '–' } }];
}

function gradeChanges(before: Looked['grade'], after: Looked['grade']): Change[] {
  const found: Change[] = [];
  if (before.criteria !== after.criteria) {
    found.push({ kind: 'criteria', way: 'neutral', params: { from: before.criteria, to: after.criteria } });
  }
  const [from, to] = [before.letter, after.letter];
  if (from !== null && to !== null && from !== to) {
    found.push({ kind: 'grade', way: isWorse(to, from) ? 'worse' : 'better', params: { from, to } });
  }
  return found;
}

/** What is different between two looks at one endpoint, the grade first. What either did not see is no difference. */
export function changesBetween(before: Looked, after: Looked): Change[] {
  return [
    ...gradeChanges(before.grade, after.grade),
    ...weaknessChanges(before.facts, after.facts),
    ...chainChanges(before.facts, after.facts),
    ...protocolChanges(before.facts, after.facts),
    ...httpChanges(before.facts, after.facts),
    ...alpnChange(before.facts, after.facts),
  ];
}
