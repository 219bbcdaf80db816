'use client';

import { useQueryStates } from 'nuqs';
import { Approvals } from '@/components/inbox/approvals';
import { type InboxProps, InboxWorkspace } from '@/components/inbox/workspace';
import type { AcceptancePolicy } from '@/lib/acceptances/settings-schema';
import { inboxParsers } from '@/lib/inbox/queues';

/** `policy` of risk acceptances for whoever decides on them; null: the queue of approvals is none of the reader's. */
type Props = InboxProps & { readonly policy: AcceptancePolicy | null };

/** Queues of findings, and beside them the one of requests: the address says which. */
export function Inbox({ policy, ...props }: Props) {
  const [{ queue }] = useQueryStates(inboxParsers);
  if (queue === 'approval' && policy) return <Approvals queues={props.queues} policy={policy} />;
  return <InboxWorkspace {...props} />;
}
