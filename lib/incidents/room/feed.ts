import { z } from 'zod';
import type { EntryKind } from '@/lib/incidents/types';

/** What the feed is narrowed to. */
export const FEED_FILTERS = ['all', 'messages', 'decisions', 'machine'] as const;
export type FeedFilter = (typeof FEED_FILTERS)[number];

const MESSAGES: readonly EntryKind[] = ['message', 'update', 'decision'];
const DECISIONS: readonly EntryKind[] = [
  'declared',
  'acknowledged',
  'decision',
  'phase',
  'priority',
  'role',
  'duty',
  'closed',
  'reopened',
  'merged',
];

/** The kinds of lines that a filter shows; null: any. `machine` asks for the actor instead. */
export const kindsOf = (filter: FeedFilter): readonly EntryKind[] | null =>
  filter === 'messages' ? MESSAGES : filter === 'decisions' ? DECISIONS : null;

/** Whether a line of this kind, by a person or not, is shown. */
export function isShown(filter: FeedFilter, { kind, actorId }: { kind: string; actorId: string | null }): boolean {
  if (filter === 'machine') return actorId === null;
  const kinds = kindsOf(filter);
  return kinds === null || kinds.some((one) => one === kind);
}

const number = z.coerce.number().int().min(0).max(2_147_483_647);

/** What a browser asks for: lines before a number (the newest without one), or those after one. */
export const feedSchema = z.object({
  before: number.optional(),
  after: number.optional(),
  only: z.enum(FEED_FILTERS).default('all'),
});
export type FeedRange = z.infer<typeof feedSchema>;
