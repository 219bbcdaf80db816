import type { AcceptanceDetail } from '@/lib/acceptances/types';

export type Happening = {
  readonly kind:
    | 'requested'
    | 'evidence'
    | 'approved'
    | 'rejected'
    | 'withdrawn'
    | 'warned'
    | 'expired'
    | 'lapsed'
    | 'revoked'
    | 'replaced';
  readonly at: string;
  readonly name: string;
  readonly file: string;
  readonly note: string;
};

function endOf({ state, decidedAt }: AcceptanceDetail): Happening['kind'] | null {
  if (state === 'expired') return decidedAt === null ? 'lapsed' : 'expired';
  return state === 'withdrawn' || state === 'revoked' || state === 'replaced' ? state : null;
}

/** What happened to an acceptance, oldest first; what happened at one instant in the order of its life. */
export function timelineOf(acceptance: AcceptanceDetail): readonly Happening[] {
  const { requester, requestedAt, evidence, state, decider, decidedAt, warnedAt, ender, endedAt } = acceptance;
  const one = (kind: Happening['kind'], at: string, more: Partial<Happening> = {}): Happening => ({
    name: '',
    file: '',
    note: '',
    ...more,
    kind,
    at,
  });
  const end = endOf(acceptance);
  const decided = state === 'rejected' ? 'rejected' : 'approved';
  return [
    one('requested', requestedAt, { name: requester.name }),
    ...evidence.map((file) => one('evidence', file.uploadedAt, { name: file.uploader.name, file: file.name })),
    ...(decidedAt ? [one(decided, decidedAt, { name: decider?.name ?? '', note: acceptance.decisionNote })] : []),
    ...(warnedAt ? [one('warned', warnedAt)] : []),
    ...(end && endedAt ? [one(end, endedAt, { name: ender?.name ?? '', note: acceptance.endNote })] : []),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
