import type { EventDraft } from '@/lib/events/types';

/** What a program's message tells; `as` is whose rights somebody took (`sudo`, `su`). */
export type ProgramEvent = Pick<EventDraft, 'name' | 'outcome' | 'action' | 'actor' | 'sourceAddress' | 'process'> & {
  readonly as?: string;
};
