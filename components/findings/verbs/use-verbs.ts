'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { useRef } from 'react';
import { patchRows, restore, settleRows, snapshot } from '@/components/findings/verbs/cache';
import type { Offer } from '@/components/findings/verbs/offers';
import type { Snooze } from '@/components/findings/verbs/snooze-dialog';
import { type Subject, selectionOf } from '@/components/findings/verbs/subject';
import { useReport } from '@/components/findings/verbs/use-report';
import type { Result } from '@/lib/core/errors';
import {
  answerHandoverAction,
  assignAction,
  snoozeAction,
  tagAction,
  triageAction,
  undoAction,
  wakeAction,
} from '@/lib/findings/actions';
import { findingKeys } from '@/lib/findings/keys';
import { isOpen, storedReason } from '@/lib/findings/rules';
import type { Selection } from '@/lib/findings/schema';
import type { FindingRow, FindingStatus, Given, PersonRef } from '@/lib/findings/types';

/** Shown until the server has said which date it is. */
const FAR = '9999-12-31T00:00:00.000Z';

export type Decision = {
  readonly to: FindingStatus;
  readonly reason?: string;
  readonly note?: string;
  readonly duplicateOf?: number;
};

type Verb = {
  readonly subject: Subject;
  readonly patch?: Partial<FindingRow>;
  readonly call: (selection: Selection) => Promise<Result<Given>>;
  readonly told: (count: number) => string;
};

/** The verbs: shown at once, settled by the server's answer, rolled back when it refuses, undone on request. */
export function useVerbs() {
  const t = useTranslations('findings');
  const format = useFormatter();
  const client = useQueryClient();
  const report = useReport();
  const batches = useRef<string[]>([]);

  const refresh = (lists: boolean) => {
    void client.invalidateQueries({ queryKey: findingKeys.facets });
    void client.invalidateQueries({ queryKey: findingKeys.details });
    void client.invalidateQueries({ queryKey: findingKeys.lists, refetchType: lists ? 'active' : 'none' });
  };

  /** It goes on without this page; the top line shows how far it is and says when it is over. */
  const started = (jobId: string) => {
    batches.current.push(jobId);
    void client.invalidateQueries({ queryKey: findingKeys.jobs });
    report.told(t('jobs.started'));
  };

  const undo = async (batchId?: string): Promise<void> => {
    const batch = batchId ?? batches.current.at(-1);
    if (!batch) {
      report.nothingToUndo();
      return;
    }
    batches.current = batches.current.filter((one) => one !== batch);
    const result = await undoAction({ batchId: batch });
    refresh(true);
    if (!result.ok) {
      report.failed(result.error);
      return;
    }
    if (result.data.kind === 'started') return started(result.data.jobId);
    const { outcome } = result.data;
    report.done({ title: t('toast.undone', { count: outcome.changed }), outcome });
  };

  const run = async ({ subject, patch, call, told }: Verb): Promise<boolean> => {
    const before = snapshot(client);
    const ids = new Set(subject.kind === 'some' ? subject.findings.map(({ id }) => id) : []);
    await client.cancelQueries({ queryKey: findingKeys.lists });
    if (patch && ids.size > 0) patchRows(client, ids, patch);
    const result = await call(selectionOf(subject)).catch(() => null);
    if (!result?.ok) {
      restore(client, before);
      refresh(true);
      report.failed(result?.error ?? null);
      return false;
    }
    if (result.data.kind === 'started') {
      restore(client, before);
      started(result.data.jobId);
      return true;
    }
    const { outcome } = result.data;
    const { batchId, rows, changed, conflicted } = outcome;
    settleRows(client, rows);
    refresh(subject.kind === 'matching' || conflicted > 0);
    if (batchId) batches.current.push(batchId);
    const title = changed > 0 ? told(changed) : t('toast.nothing');
    report.done({ title, outcome, undo: batchId ? () => void undo(batchId) : undefined });
    return true;
  };

  const decide = (subject: Subject, decision: Decision) => {
    const { to } = decision;
    const reason = storedReason(decision);
    return run({
      subject,
      patch: { status: to, reason, snoozedUntil: null, wokenAt: null, ...(isOpen(to) ? {} : { regressed: false }) },
      call: (selection) => triageAction({ selection, ...decision }),
      told: (count) => t('toast.status', { count, status: t(`status.${to}`) }),
    });
  };

  const assign = (subject: Subject, person: PersonRef | null, note?: string) =>
    run({
      subject,
      patch: { assignee: person, handedById: null },
      call: (selection) => assignAction({ selection, assigneeId: person?.id ?? null, note }),
      told: (count) => (person ? t('toast.assigned', { count, name: person.name }) : t('toast.unassigned', { count })),
    });

  /** `declined`: why; null accepts. */
  const answerHandover = (subject: Subject, declined: string | null) =>
    run({
      subject,
      patch: { handedById: null },
      call: (selection) => answerHandoverAction({ selection, ...(declined ? { declined } : {}) }),
      told: (count) => t(declined ? 'toast.declined' : 'toast.accepted', { count }),
    });

  const tag = (subject: Subject, add: string[], remove: string[]) =>
    run({
      subject,
      call: (selection) => tagAction({ selection, add, remove }),
      told: (count) => t('toast.tagged', { count }),
    });

  const snooze = (subject: Subject, { until, ...how }: Snooze) =>
    run({
      subject,
      patch: { snoozedUntil: until ?? FAR, wokenAt: null },
      call: (selection) => snoozeAction({ selection, until, ...how }),
      told: (count) =>
        until === null
          ? t('toast.snoozed', { count })
          : t('toast.snoozedUntil', { count, day: format.dateTime(new Date(until), 'day') }),
    });

  const wake = (subject: Subject) =>
    run({
      subject,
      patch: { snoozedUntil: null, wokenAt: null },
      call: (selection) => wakeAction({ selection }),
      told: (count) => t('toast.woken', { count }),
    });

  /** Gives a verb that needs no answer first; false where it needs one. */
  const giveNow = (subject: Subject, offer: Offer): boolean => {
    if (offer.asks) return false;
    if (offer.verb === 'accept_handover') void answerHandover(subject, null);
    else if (offer.verb === 'wake') void wake(subject);
    else if (offer.to) void decide(subject, { to: offer.to });
    return true;
  };

  return { decide, assign, answerHandover, tag, snooze, undo, giveNow };
}

export type VerbsOfFindings = ReturnType<typeof useVerbs>;
