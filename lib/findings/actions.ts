'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { assign } from '@/lib/findings/mutations/assign';
import { addComment, deleteComment, editComment } from '@/lib/findings/mutations/comment';
import { snooze, wake } from '@/lib/findings/mutations/snooze';
import { tag } from '@/lib/findings/mutations/tag';
import { triage } from '@/lib/findings/mutations/triage';
import { undo } from '@/lib/findings/mutations/undo';
import { changeView, createView, deleteView } from '@/lib/findings/mutations/views';
import {
  type AssignInput,
  assignSchema,
  changeViewSchema,
  commentSchema,
  createViewSchema,
  deleteCommentSchema,
  deleteViewSchema,
  editCommentSchema,
  type SnoozeInput,
  snoozeSchema,
  type TagInput,
  type TriageInput,
  tagSchema,
  triageSchema,
  undoSchema,
  type WakeInput,
  wakeSchema,
} from '@/lib/findings/schema';
import type { Outcome } from '@/lib/findings/types';

export async function triageAction(input: TriageInput): Promise<Result<Outcome>> {
  return action((ctx) => triage(ctx, parse(triageSchema, input)));
}

export async function assignAction(input: AssignInput): Promise<Result<Outcome>> {
  return action((ctx) => assign(ctx, parse(assignSchema, input)));
}

export async function tagAction(input: TagInput): Promise<Result<Outcome>> {
  return action((ctx) => tag(ctx, parse(tagSchema, input)));
}

export async function snoozeAction(input: SnoozeInput): Promise<Result<Outcome>> {
  return action((ctx) => snooze(ctx, parse(snoozeSchema, input)));
}

export async function wakeAction(input: WakeInput): Promise<Result<Outcome>> {
  return action((ctx) => wake(ctx, parse(wakeSchema, input)));
}

export async function undoAction(input: z.input<typeof undoSchema>): Promise<Result<Outcome>> {
  return action((ctx) => undo(ctx, parse(undoSchema, input)));
}

export async function addCommentAction(input: z.input<typeof commentSchema>): Promise<Result<{ id: string }>> {
  return action((ctx) => addComment(ctx, parse(commentSchema, input)));
}

export async function editCommentAction(input: z.input<typeof editCommentSchema>): Promise<Result<void>> {
  return action((ctx) => editComment(ctx, parse(editCommentSchema, input)));
}

export async function deleteCommentAction(input: z.input<typeof deleteCommentSchema>): Promise<Result<void>> {
  return action((ctx) => deleteComment(ctx, parse(deleteCommentSchema, input)));
}

export async function createViewAction(input: z.input<typeof createViewSchema>): Promise<Result<{ id: string }>> {
  return action((ctx) => createView(ctx, parse(createViewSchema, input)));
}

export async function changeViewAction(input: z.input<typeof changeViewSchema>): Promise<Result<void>> {
  return action((ctx) => changeView(ctx, parse(changeViewSchema, input)));
}

export async function deleteViewAction(input: z.input<typeof deleteViewSchema>): Promise<Result<void>> {
  return action((ctx) => deleteView(ctx, parse(deleteViewSchema, input)));
}
