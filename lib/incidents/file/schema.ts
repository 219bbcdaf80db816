import { z } from 'zod';
import { TASK_PARTS, TASK_VERBS } from '@/lib/incidents/file/types';
import { NOTE_MAX, note, required, TITLE_MAX, text } from '@/lib/incidents/schema';
import { INCIDENT_KINDS } from '@/lib/incidents/types';

const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

/** `id`: the incident. */
const within = z.object({ id: z.uuid() });

export const applyPlaybookSchema = within.extend({ playbook: z.enum(INCIDENT_KINDS) });
export type ApplyPlaybook = z.infer<typeof applyPlaybookSchema>;

const taskWords = { title: required(TITLE_MAX), detail: text(NOTE_MAX), part: z.enum(TASK_PARTS) };
const taskFor = { assigneeId: z.uuid().nullable(), dueAt: moment.nullable() };

export const addTaskSchema = within.extend({ ...taskWords, ...taskFor });
export type AddTask = z.infer<typeof addTaskSchema>;

/** `version`: what the person saw of the task. */
const task = within.extend({ taskId: z.uuid(), version: z.int().positive() });

/** What is left out stays. */
export const editTaskSchema = task.extend({ ...taskWords, ...taskFor }).partial({
  title: true,
  detail: true,
  part: true,
  assigneeId: true,
  dueAt: true,
});
export type EditTask = z.infer<typeof editTaskSchema>;

export const stepTaskSchema = task.extend({ verb: z.enum(TASK_VERBS), note });
export type StepTask = z.infer<typeof stepTaskSchema>;
