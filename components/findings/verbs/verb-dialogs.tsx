'use client';

import { RequestDialog } from '@/components/acceptances/request/request-dialog';
import type { Asked } from '@/components/findings/verbs/asked';
import { AssignDialog } from '@/components/findings/verbs/assign-dialog';
import { DeclineDialog } from '@/components/findings/verbs/decline-dialog';
import { DuplicateDialog } from '@/components/findings/verbs/duplicate-dialog';
import { ReasonDialog } from '@/components/findings/verbs/reason-dialog';
import { SnoozeDialog } from '@/components/findings/verbs/snooze-dialog';
import { countOf, selectionOf } from '@/components/findings/verbs/subject';
import { TagDialog } from '@/components/findings/verbs/tag-dialog';
import type { VerbsOfFindings } from '@/components/findings/verbs/use-verbs';
import { IncidentFromFindings } from '@/components/incidents/verbs/from-findings';
import type { PersonRef } from '@/lib/findings/types';

export type VerbDialogProps = {
  readonly asked: Asked;
  readonly verbs: VerbsOfFindings;
  readonly me: PersonRef;
  /** `done`: the verb was given, the selection may go. */
  readonly onClose: (done: boolean) => void;
};

/** Asks what the verb needs to know. */
export function VerbDialog({ asked, verbs, me, onClose }: VerbDialogProps) {
  const { verb, subject } = asked;
  const findings = subject.kind === 'some' ? subject.findings : [];
  const finish = (work: Promise<boolean>) => {
    onClose(true);
    void work;
  };
  const close = () => onClose(false);
  if (verb === 'assign') {
    return (
      <AssignDialog
        productIds={findings.map(({ productId }) => productId)}
        count={countOf(subject)}
        me={me}
        onClose={close}
        onAssign={(person, note) => finish(verbs.assign(subject, person, note))}
      />
    );
  }
  if (verb === 'decline_handover') {
    return (
      <DeclineDialog
        count={countOf(subject)}
        onClose={close}
        onDecline={(reason) => finish(verbs.answerHandover(subject, reason))}
      />
    );
  }
  if (verb === 'accept_risk') return <RequestDialog selection={selectionOf(subject)} onClose={onClose} />;
  if (verb === 'incident') return <IncidentFromFindings findings={findings} onClose={onClose} />;
  if (verb === 'snooze') {
    return (
      <SnoozeDialog
        count={countOf(subject)}
        onClose={close}
        onSnooze={(snooze) => finish(verbs.snooze(subject, snooze))}
      />
    );
  }
  if (verb === 'tag') {
    const present = [...new Set(findings.flatMap(({ tags }) => tags))].sort();
    return (
      <TagDialog present={present} onClose={close} onTag={(add, remove) => finish(verbs.tag(subject, add, remove))} />
    );
  }
  if (verb === 'duplicate') {
    return (
      <DuplicateDialog
        onClose={close}
        onDecide={(duplicateOf) => finish(verbs.decide(subject, { to: 'duplicate', duplicateOf }))}
      />
    );
  }
  return (
    <ReasonDialog
      to={verb}
      count={countOf(subject)}
      onClose={close}
      onDecide={(reason, note) => finish(verbs.decide(subject, { to: verb, reason, note }))}
    />
  );
}
