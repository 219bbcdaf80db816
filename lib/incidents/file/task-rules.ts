import type { TaskState, TaskVerb } from '@/lib/incidents/file/types';

const FROM: Readonly<Record<TaskVerb, readonly TaskState[]>> = {
  begin: ['open'],
  done: ['open', 'doing'],
  drop: ['open', 'doing'],
  reopen: ['done', 'dropped'],
};

export const TASK_AFTER = {
  begin: 'doing',
  done: 'done',
  drop: 'dropped',
  reopen: 'open',
} as const satisfies Readonly<Record<TaskVerb, TaskState>>;

/** What the log calls them. */
export const TASK_STEP = {
  begin: 'begun',
  done: 'done',
  drop: 'dropped',
  reopen: 'reopened',
} as const satisfies Readonly<Record<TaskVerb, string>>;

export const mayStep = (verb: TaskVerb, state: TaskState) => FROM[verb].includes(state);

/** Somebody still has to do it. */
export const isPending = (state: TaskState) => state === 'open' || state === 'doing';

/** Whether it says why: what was to be done is not, or what was done is not enough. */
export const taskNeedsReason = (verb: TaskVerb) => verb === 'drop' || verb === 'reopen';
