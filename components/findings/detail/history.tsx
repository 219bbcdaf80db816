'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { useWakeConditions, wakeOnOf } from '@/components/findings/detail/wake-conditions';
import { useAnswerName } from '@/components/findings/risk/use-answer-name';
import { RelativeTime } from '@/components/ui/relative-time';
import { VOID_REASONS } from '@/lib/acceptances/types';
import { OUTCOMES } from '@/lib/engagements/types';
import { CLAIMED, REASONS } from '@/lib/findings/rules';
import { severityName } from '@/lib/findings/severity';
import { WAKE_CAUSES } from '@/lib/findings/snooze';
import { SSVC_POINTS } from '@/lib/findings/ssvc-points';
import { FINDING_STATUSES, type FindingChange, type HistoryEntry } from '@/lib/findings/types';

const KINDS = [
  'status',
  'assignee',
  'tags',
  'snooze',
  'wake',
  'woken',
  'handover',
  'handover_accepted',
  'handover_declined',
  'undo',
  'comment',
  'updated',
  'fixed',
  'reopened',
  'new',
  'due',
  'sla_warning',
  'sla_breach',
  'retested',
  'joined',
  'import_undone',
  'accepted',
  'acceptance_expired',
  'acceptance_revoked',
  'acceptance_replaced',
  'acceptance_void',
  'intel',
  'ssvc',
] as const;
const FIELDS = [
  'status',
  'reason',
  'severity',
  'assigneeId',
  'tags',
  'duplicateOfId',
  'joined',
  'regressed',
  'snoozedUntil',
  'wakeOn',
  'comment',
  'title',
  'fixVersion',
  'source',
  'dueAt',
  'knownExploited',
  'epss',
  ...SSVC_POINTS,
] as const;
const KNOWN_REASONS = [...REASONS.false_positive, ...REASONS.out_of_scope, CLAIMED] as const;
/** Why a due date was computed anew. */
const DUE_CAUSES = ['policy', 'calendar', 'product', 'check', 'finding'] as const;
const COMMENT_VERBS = ['added', 'edited', 'deleted'] as const;

/** A value of the history in the reader's language, where it is a word of ours. */
function useValue(): (field: string, value: string | null) => string {
  const t = useTranslations('findings');
  const format = useFormatter();
  const conditionsOf = useWakeConditions();
  const answerName = useAnswerName();
  return (field, value) => {
    if (value === null) return t('history.none');
    if (field === 'snoozedUntil') return format.dateTime(new Date(value), 'exact');
    if (field === 'wakeOn') return conditionsOf(wakeOnOf(value)) ?? t('history.none');
    const status = field === 'status' && FINDING_STATUSES.find((one) => one === value);
    if (status) return t(`status.${status}`);
    const reason = field === 'reason' && KNOWN_REASONS.find((one) => one === value);
    if (reason) return t(`reasons.${reason}`);
    const verb = field === 'comment' && COMMENT_VERBS.find((one) => one === value);
    if (verb) return t(`history.verbs.${verb}`);
    if (field === 'dueAt') return format.dateTime(new Date(value), 'day');
    if (field === 'severity') return t(`severity.${severityName(Number(value))}`);
    const point = SSVC_POINTS.find((one) => one === field);
    if (point) return answerName(point, value);
    if (field === 'epss') return format.number(Number(value), { style: 'percent', maximumFractionDigits: 2 });
    if (field === 'knownExploited') return value === 'true' ? t('answers.yes') : t('answers.no');
    if (field === 'regressed') return value === 'true' ? t('answers.yes') : t('answers.no');
    return value;
  };
}

function Change({ change: { field, before, after } }: { readonly change: FindingChange }) {
  const t = useTranslations('findings.history.fields');
  const value = useValue();
  const known = FIELDS.find((one) => one === field);
  const name = known ? t(known) : t('other', { name: field });
  const long = (before?.length ?? 0) + (after?.length ?? 0) > 200;
  return (
    <li className="text-muted wrap-anywhere">
      {long || field === 'comment'
        ? `${name}: ${value(field, after)}`
        : `${name}: ${value(field, before)} → ${value(field, after)}`}
    </li>
  );
}

/** When it woke is the row's own time, who handed it over its own person; an acceptance is a link. */
const UNTOLD = ['wokenAt', 'handedById', 'acceptanceId'];
const isTold = ({ field }: FindingChange) => !UNTOLD.includes(field);

/** The acceptance that a change is about, and why it no longer holds the finding. */
function Acceptance({ changes, reason }: Pick<HistoryEntry, 'changes' | 'reason'>) {
  const t = useTranslations('findings.history');
  const change = changes.find(({ field }) => field === 'acceptanceId');
  const id = change?.after ?? change?.before;
  if (!id) return null;
  const known = VOID_REASONS.find((one) => one === reason);
  return (
    <p className="text-sm">
      {known && <span className="text-muted">{t(`voidReasons.${known}`)} </span>}
      <Link href={`/acceptances/${id}`} prefetch={false} className="underline">
        {t('fields.acceptanceId')}
      </Link>
    </p>
  );
}

/** What the retest of a penetration test said of it. */
function RetestSaid({ outcome }: { readonly outcome: string | null }) {
  const t = useTranslations('engagements.outcomes');
  const known = OUTCOMES.find((one) => one === outcome);
  return known ? <p className="text-sm">{t(known)}</p> : null;
}

function WokenBy({ cause }: { readonly cause: string | null }) {
  const t = useTranslations('findings.snooze.causes');
  const known = WAKE_CAUSES.find((one) => one === cause);
  return known ? <p className="text-muted text-sm">{t(known)}</p> : null;
}

/** Every change, newest first: what, by whom, when, why. */
export function History({ history }: { readonly history: readonly HistoryEntry[] }) {
  const t = useTranslations('findings.history');
  return (
    <ol className="flex flex-col gap-2">
      {history.map(({ id, at, kind, changes, reason, note, actorName, importId }) => (
        <li key={id} className="border-line border-l-2 pl-3">
          <p>
            <span className="font-medium">{actorName}</span>{' '}
            {t(`kinds.${KINDS.find((one) => one === kind) ?? 'other'}`)}{' '}
            <span className="text-muted text-xs">
              <RelativeTime at={at} />
            </span>
            {importId && (
              <>
                {' '}
                <Link href={`/imports/${importId}`} prefetch={false} className="text-xs underline">
                  {t('import')}
                </Link>
              </>
            )}
          </p>
          <ul className="text-sm">
            {changes.filter(isTold).map((change) => (
              <Change key={change.field} change={change} />
            ))}
          </ul>
          <Acceptance changes={changes} reason={reason} />
          {kind === 'retested' && <RetestSaid outcome={reason} />}
          {kind === 'woken' && <WokenBy cause={reason} />}
          {kind === 'due' && (
            <p className="text-muted text-sm">
              {t(`dueCauses.${DUE_CAUSES.find((one) => one === reason) ?? 'finding'}`)}
            </p>
          )}
          {note && <p className="mt-0.5 whitespace-pre-wrap wrap-anywhere">{note}</p>}
        </li>
      ))}
    </ol>
  );
}
