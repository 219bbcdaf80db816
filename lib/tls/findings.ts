import type { SeverityName } from '@/lib/findings/severity';
import { type ScanFacts, WEAKNESSES, type WeaknessId } from '@/lib/tls/facts';
import type { TlsEntry } from '@/lib/tls/finding-entry';
import type { Grade, Letter, Reason } from '@/lib/tls/grade/types';
import { certificatesUnseen, daysUntil, isWorse, meets, nextExpiry, rankOf } from '@/lib/tls/rules';
import { describeWeakness } from '@/lib/tls/weakness-findings';

/** A reason in English: what is so, and what to do. */
export type ReasonWords = (reason: Reason) => { readonly fact: string; readonly remedy: string };

export type Judged = {
  readonly facts: ScanFacts;
  readonly grade: Grade & { readonly letter: Letter };
  /** What the endpoint aims at, and when a certificate ends too soon (null: by its lifetime). */
  readonly target: Letter;
  readonly warnDays: number | null;
  /** As the scan before left it: the grade that a drop is measured against, and weaknesses that findings are open for. */
  readonly heldLetter: Letter | null;
  readonly weaknesses: readonly string[];
  /** From when the certificate that it knew ends too soon. */
  readonly expiryDueBefore: Date | null;
  /** The criteria that judged the scan before; another rule set is no drop. */
  readonly criteriaBefore: string | null;
  readonly now: Date;
};

/** What becomes a finding, and what the next scan has to know. */
export type TlsFindings = {
  readonly entries: readonly TlsEntry[];
  readonly heldLetter: Letter;
  readonly weaknesses: readonly WeaknessId[];
};

/** Nobody is sure to whom it speaks, or whoever listens can read along: high. */
function severityOf(letter: Letter): SeverityName {
  if (rankOf(letter) >= rankOf('F')) return 'high';
  return rankOf(letter) <= rankOf('A-') ? 'low' : 'medium';
}

function reasonList(reasons: readonly Reason[], words: ReasonWords): { description: string; fix: string } {
  const telling = reasons.filter(({ decided }) => decided);
  const facts = telling.map((reason) => `- ${words(reason).fact}`).join('\n');
  const remedies = [...new Set(telling.map((reason) => words(reason).remedy))];
  return { description: facts, fix: remedies.join('\n\n') };
}

function gradeEntries(judged: Judged, held: Letter, words: ReasonWords): TlsEntry[] {
  const { grade, target } = judged;
  const { description, fix } = reasonList(grade.reasons, words);
  const common = { ids: [], cwe: [], severity: severityOf(grade.letter), fix };
  const found: TlsEntry[] = [];
  if (meets(grade.letter, target) === false) {
    const title = `TLS grade ${grade.letter}, below the target ${target}`;
    found.push({ ...common, rule: 'below-target', title, description });
  }
  if (isWorse(grade.letter, held)) {
    const title = `TLS grade dropped from ${held} to ${grade.letter}`;
    found.push({ ...common, rule: 'grade-drop', title, description });
  }
  return found;
}

/** Weaknesses that are there, and those that were and could not be looked at this time. */
function openWeaknesses({ facts, weaknesses }: Judged): WeaknessId[] {
  return WEAKNESSES.filter((id) => {
    const { verdict } = facts.weaknesses[id];
    if (verdict === 'vulnerable') return true;
    return (verdict === 'inconclusive' || verdict === 'not_checked') && weaknesses.includes(id);
  });
}

const UNSEEN = 'An earlier scan found it; this one could not look at it.';

function weaknessEntry(id: WeaknessId, { facts }: Judged): TlsEntry {
  const { verdict, detail } = facts.weaknesses[id];
  const { title, severity, ids, cwe, fix } = describeWeakness(id);
  const description = verdict === 'vulnerable' ? (detail ?? '') : UNSEEN;
  return { rule: id, title, severity, ids: [...ids], cwe: [...cwe], description, fix };
}

const ENDS_SOON: Pick<TlsEntry, 'rule' | 'ids' | 'cwe'> = { rule: 'expiry', ids: [], cwe: [298] };
const RENEW = 'Renew the certificate, and see why it was not renewed by itself.';

/** One that was due and could not be looked at this time is still due. */
function unseenExpiry({ facts, expiryDueBefore, now }: Judged): TlsEntry[] {
  if (!certificatesUnseen(facts) || expiryDueBefore === null || expiryDueBefore > now) return [];
  return [{ ...ENDS_SOON, title: 'Certificate ends soon', severity: 'medium', description: UNSEEN, fix: RENEW }];
}

function expiryEntries(judged: Judged): TlsEntry[] {
  const { facts, warnDays, now } = judged;
  const next = nextExpiry(facts, warnDays);
  if (!next) return unseenExpiry(judged);
  if (next.dueAt > now) return [];
  const over = next.at <= now;
  const days = daysUntil(next.at, now);
  const which = next.isCa ? 'A certificate of the chain' : 'Certificate';
  return [
    {
      ...ENDS_SOON,
      title: over ? `${which} has expired` : `${which} ends soon`,
      severity: over || days < 3 ? 'high' : 'medium',
      description: `${next.subject} ends on ${next.at.toISOString().slice(0, 10)}.`,
      fix: next.isCa ? 'Send a chain whose certificates last.' : RENEW,
    },
  ];
}

/**
 * What a graded scan makes findings of: a grade below the target, a drop, each weakness, a certificate that ends soon. A
 * drop stands until the grade is back; what a scan could not look at stays as it was.
 */
export function findingsOf(judged: Judged, words: ReasonWords): TlsFindings {
  const { grade, heldLetter, criteriaBefore } = judged;
  const sameRules = criteriaBefore === null || criteriaBefore === grade.criteria;
  const held = sameRules && heldLetter !== null && isWorse(grade.letter, heldLetter) ? heldLetter : grade.letter;
  const weaknesses = openWeaknesses(judged);
  return {
    entries: [
      ...gradeEntries(judged, held, words),
      ...weaknesses.map((id) => weaknessEntry(id, judged)),
      ...expiryEntries(judged),
    ],
    heldLetter: held,
    weaknesses,
  };
}
