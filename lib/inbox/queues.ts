import { createLoader, createSerializer, parseAsInteger, parseAsStringLiteral } from 'nuqs/server';
import { type AcceptanceAddress, loadAcceptanceAddress } from '@/lib/acceptances/search-params';
import { addDays, isoDay } from '@/lib/core/datetime';
import { isOpen } from '@/lib/findings/rules';
import { type FindingFilter, filterParsers, loadFilter, type Order } from '@/lib/findings/search-params';
import { isSnoozed } from '@/lib/findings/snooze';
import type { FindingRow } from '@/lib/findings/types';

/** In the order in which they are worked through. */
export const QUEUES = ['new', 'regressed', 'mine', 'team', 'due', 'woken', 'handover'] as const;
export type Queue = (typeof QUEUES)[number];
/** Beside the queues of findings: requests to accept a risk, for whoever decides on them. */
export type InboxQueue = Queue | 'approval';

/** A finding counts as new for so many days, as long as nobody has decided on it or taken it. */
export const NEW_DAYS = 14;

export const inboxParsers = {
  queue: parseAsStringLiteral([...QUEUES, 'approval'] as const).withDefault('new'),
  open: parseAsInteger,
  /** The request that is open in the queue of approvals. */
  request: filterParsers.acceptance,
  team: filterParsers.team,
  product: filterParsers.product,
};
export const loadInboxAddress = createLoader(inboxParsers);
const serialize = createSerializer(inboxParsers);

export function inboxHref(address: Parameters<typeof serialize>[1] = {}): string {
  return serialize('/inbox', address);
}

/** What the shell's scope filter narrows every queue to, by slug. */
export type Narrowed = Pick<FindingFilter, 'team' | 'product'>;

/** The queue of approvals as the part of the register that it is. */
export function approvalAddress({ team, product }: Narrowed): AcceptanceAddress {
  return { ...loadAcceptanceAddress(''), queue: 'decide', sort: 'requested.asc', team, product };
}

/** The queue of findings that an address names; whatever else it names, the first. */
export function findingQueue(queue: InboxQueue): Queue {
  return queue === 'approval' ? 'new' : queue;
}

const AWAKE = { snoozed: 'no' } as const;

function ownFilter(queue: Queue, now: Date): Partial<FindingFilter> {
  switch (queue) {
    case 'new':
      return { ...AWAKE, status: ['open'], assignee: ['none'], from: isoDay(addDays(now, -NEW_DAYS)) };
    case 'regressed':
      return { ...AWAKE, status: ['open'], regressed: 'yes' };
    case 'mine':
      return { ...AWAKE, assignee: ['me'] };
    case 'team':
      return { ...AWAKE, assignee: ['none', 'me'], own: 'yes' };
    case 'due':
      return { ...AWAKE, sla: ['overdue', 'due_soon'] };
    case 'woken':
      return { snoozed: 'woken' };
    case 'handover':
      return { handover: 'pending' };
  }
}

/** A queue as the list of findings that it is. `now` decides on whole UTC days only. */
export function queueFilter(queue: Queue, { team, product }: Narrowed, now: Date): FindingFilter {
  return { ...loadFilter(''), ...ownFilter(queue, now), team, product };
}

/** What matters most comes first; in the queue of dates, what is late. */
export function queueOrder(queue: Queue): Order {
  return queue === 'due' ? 'due.asc' : 'priority.desc';
}

/** What decides whether a finding waits. */
type Waiting = Pick<FindingRow, 'status' | 'assignee' | 'regressed' | 'handedById' | 'snoozedUntil' | 'wokenAt'>;

/** Whether a row still waits in the queue that it was listed in: tells what was decided since, before a new list tells. */
export function waitsIn(queue: Queue, row: Waiting, me: string): boolean {
  if (queue === 'woken') return isOpen(row.status) && row.wokenAt !== null;
  if (queue === 'handover') return isOpen(row.status) && row.handedById !== null;
  if (!isOpen(row.status) || isSnoozed(row)) return false;
  if (queue === 'new') return row.status === 'open' && row.assignee === null;
  if (queue === 'regressed') return row.status === 'open' && row.regressed;
  if (queue === 'mine') return row.assignee?.id === me;
  return queue === 'due' || row.assignee === null || row.assignee.id === me;
}

/**
 * The row to look at next after the one at `at`: the first below that still waits, else the nearest above; null where
 * none waits.
 */
export function nextWaiting(waits: readonly boolean[], at: number): number | null {
  const below = waits.findIndex((one, index) => one && index > at);
  if (below !== -1) return below;
  const above = waits.slice(0, Math.max(at, 0)).lastIndexOf(true);
  return above === -1 ? null : above;
}
