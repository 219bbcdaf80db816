'use client';

import { CloseDialog } from '@/components/incidents/verbs/close-dialog';
import { FactsDialog } from '@/components/incidents/verbs/facts-dialog';
import { MoveDialog } from '@/components/incidents/verbs/move-dialog';
import type { AskedVerb } from '@/components/incidents/verbs/offers';
import { PriorityDialog } from '@/components/incidents/verbs/priority-dialog';
import { ReopenDialog } from '@/components/incidents/verbs/reopen-dialog';
import { RolesDialog } from '@/components/incidents/verbs/roles-dialog';
import { TimeDialog } from '@/components/incidents/verbs/time-dialog';
import type { Close } from '@/lib/incidents/schema';
import type { IncidentDetail } from '@/lib/incidents/view-types';

type Props = {
  readonly asked: AskedVerb;
  readonly incident: IncidentDetail;
  readonly closing: { readonly busy: boolean; readonly submit: (close: Close) => void };
  readonly onClose: () => void;
};

/** What a verb asks for. */
export function AskedDialog({ asked, incident, closing, onClose }: Props) {
  const dialog = { incident, onClose };
  switch (asked) {
    case 'move':
      return <MoveDialog {...dialog} />;
    case 'prioritise':
      return <PriorityDialog {...dialog} />;
    case 'role':
      return <RolesDialog {...dialog} />;
    case 'edit':
      return <FactsDialog {...dialog} />;
    case 'correct':
      return <TimeDialog {...dialog} />;
    case 'reopen':
      return <ReopenDialog {...dialog} />;
    case 'close':
      return <CloseDialog {...dialog} busy={closing.busy} onSubmit={closing.submit} />;
  }
}
