'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { addTaskSchema, applyPlaybookSchema, editTaskSchema, stepTaskSchema } from '@/lib/incidents/file/schema';
import { applyPlaybook } from '@/lib/incidents/mutations/playbook';
import { addTask, editTask, stepTask } from '@/lib/incidents/mutations/tasks';

/** @returns how many tasks were added */
export async function applyPlaybookAction(input: z.input<typeof applyPlaybookSchema>): Promise<Result<number>> {
  return action((ctx) => applyPlaybook(ctx, parse(applyPlaybookSchema, input)));
}

/** @returns the task's number */
export async function addTaskAction(input: z.input<typeof addTaskSchema>): Promise<Result<number>> {
  return action((ctx) => addTask(ctx, parse(addTaskSchema, input)));
}

export async function editTaskAction(input: z.input<typeof editTaskSchema>): Promise<Result<void>> {
  return action((ctx) => editTask(ctx, parse(editTaskSchema, input)));
}

export async function stepTaskAction(input: z.input<typeof stepTaskSchema>): Promise<Result<void>> {
  return action((ctx) => stepTask(ctx, parse(stepTaskSchema, input)));
}
