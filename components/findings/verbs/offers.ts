import type { AskedVerb } from '@/components/findings/verbs/asked';
import type { Subject } from '@/components/findings/verbs/subject';
import { isOpen, movesFrom } from '@/lib/findings/rules';
import { isSnoozed } from '@/lib/findings/snooze';
import type { FindingRow, FindingStatus } from '@/lib/findings/types';
import { FINDING_STATUSES } from '@/lib/findings/types';

export type Rights = {
  readonly triage: boolean;
  readonly markFalsePositive: boolean;
  readonly requestRisk: boolean;
  readonly incident: boolean;
  readonly me: string;
};

/** A verb as it is offered: its name in the messages, its key, and what it does. */
export type Offer = {
  readonly verb:
    | 'accept_handover'
    | 'decline_handover'
    | 'confirm'
    | 'progress'
    | 'fixed'
    | 'reopen'
    | 'false_positive'
    | 'out_of_scope'
    | 'duplicate'
    | 'accept_risk'
    | 'snooze'
    | 'wake'
    | 'assign'
    | 'tag'
    | 'incident';
  readonly key: string;
  /** The status that it leads to; null for verbs that do not decide. */
  readonly to: FindingStatus | null;
  readonly asks: AskedVerb | null;
};

const OFFERS: readonly Offer[] = [
  { verb: 'accept_handover', key: 'h', to: null, asks: null },
  { verb: 'decline_handover', key: 'n', to: null, asks: 'decline_handover' },
  { verb: 'confirm', key: 'c', to: 'confirmed', asks: null },
  { verb: 'progress', key: 'p', to: 'in_progress', asks: null },
  { verb: 'fixed', key: 'd', to: 'fixed', asks: null },
  { verb: 'false_positive', key: 'f', to: 'false_positive', asks: 'false_positive' },
  { verb: 'out_of_scope', key: 'o', to: 'out_of_scope', asks: 'out_of_scope' },
  { verb: 'duplicate', key: 'e', to: 'duplicate', asks: 'duplicate' },
  { verb: 'accept_risk', key: 'y', to: null, asks: 'accept_risk' },
  { verb: 'reopen', key: 'r', to: 'open', asks: null },
  { verb: 'snooze', key: 's', to: null, asks: 'snooze' },
  { verb: 'wake', key: 'shift+s', to: null, asks: null },
  { verb: 'assign', key: 'a', to: null, asks: 'assign' },
  { verb: 'tag', key: 't', to: null, asks: 'tag' },
  { verb: 'incident', key: 'i', to: null, asks: 'incident' },
];

function movesOf(findings: readonly Pick<FindingRow, 'status'>[], rights: Rights): ReadonlySet<FindingStatus> {
  const holds = (permission: string) =>
    permission === 'finding:mark-false-positive' ? rights.markFalsePositive : rights.triage;
  return new Set(findings.flatMap(({ status }) => movesFrom(status, holds)));
}

/** Whether a verb that is no decision would change something. */
function fits(verb: Offer['verb'], subject: Subject, rights: Rights): boolean {
  if (verb === 'accept_risk' && !rights.requestRisk) return false;
  if (verb === 'incident') return rights.incident && subject.kind === 'some';
  if (verb === 'accept_handover' || verb === 'decline_handover') {
    if (subject.kind === 'matching') return false;
    return subject.findings.some(({ handedById, assignee }) => handedById !== null && assignee?.id === rights.me);
  }
  if (subject.kind === 'matching') return true;
  if (verb === 'snooze' || verb === 'accept_risk') return subject.findings.some(({ status }) => isOpen(status));
  return verb !== 'wake' || subject.findings.some(isSnoozed);
}

/** The verbs that a person may give for these findings; of a set, those that fit at least one of it. */
export function offersFor(subject: Subject | null, rights: Rights): readonly Offer[] {
  if (!subject || !rights.triage) return [];
  const everyStatus = FINDING_STATUSES.map((status) => ({ status }));
  const moves = movesOf(subject.kind === 'some' ? subject.findings : everyStatus, rights);
  return OFFERS.filter(({ verb, to }) => (to === null ? fits(verb, subject, rights) : moves.has(to)));
}

export const ALL_OFFERS = OFFERS;
