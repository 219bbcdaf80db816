import type { PersonRef } from '@/lib/incidents/data/people';
import type { ActionState, Published, ReviewContent, ReviewNeed } from '@/lib/reviews/content';

export type ActionItem = {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly ownerId: string;
  readonly owner: string;
  /** `2026-11-22` */
  readonly dueOn: string;
  readonly state: ActionState;
  readonly ticket: string;
  readonly version: number;
};

export type ReviewDetail = Pick<Published, 'incident' | 'times' | 'responders'> & {
  readonly id: string;
  readonly number: number;
  readonly content: ReviewContent;
  readonly ownerId: string | null;
  readonly meetingAt: string | null;
  /** By when people are to have met; null: nothing of it is due yet. */
  readonly meetingBy: string | null;
  /** 0: nobody has written anything. */
  readonly version: number;
  readonly missing: readonly ReviewNeed[];
  readonly actions: readonly ActionItem[];
  /** Who can own the review or an action. */
  readonly people: readonly PersonRef[];
  readonly publications: readonly {
    readonly number: number;
    readonly publishedAt: string;
    readonly publishedBy: string;
  }[];
  readonly rights: { readonly write: boolean; readonly publish: boolean };
};

/** An action in the list of all incidents. */
export type FollowedAction = {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly owner: string;
  /** `2026-11-22` */
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly state: ActionState;
  readonly ticket: string;
  readonly incident: { readonly number: number; readonly title: string; readonly product: string };
};
