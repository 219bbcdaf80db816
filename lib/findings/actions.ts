'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { jobIdSchema } from '@/lib/findings/bulk-schema';
import { answerSsvc } from '@/lib/findings/mutations/answer';
import { cancelBulk } from '@/lib/findings/mutations/bulk/cancel';
import { give, takeBack } from '@/lib/findings/mutations/bulk/start';
import { addComment, deleteComment, editComment } from '@/lib/findings/mutations/comment';
import { answerHandover } from '@/lib/findings/mutations/handover';
import { changeView, createView, deleteView } from '@/lib/findings/mutations/views';
import { watch } from '@/lib/findings/mutations/watch';
import {
  type AnswerHandoverInput,
  type AnswerSsvcInput,
  type AssignInput,
  answerHandoverSchema,
  answerSsvcSchema,
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
  watchSchema,
} from '@/lib/findings/schema';
import type { Given } from '@/lib/findings/types';

export async function triageAction(input: TriageInput): Promise<Result<Given>> {
  return action((ctx) => {
    const { selection, ...order } = parse(triageSchema, input);
    return give(ctx, { verb: 'triage', ...order }, selection);
  });
}

export async function assignAction(input: AssignInput): Promise<Result<Given>> {
  return action((ctx) => {
    const { selection, ...order } = parse(assignSchema, input);
    return give(ctx, { verb: 'assign', ...order }, selection);
  });
}

export async function answerHandoverAction(input: AnswerHandoverInput): Promise<Result<Given>> {
  return action(async (ctx) => ({
    kind: 'done',
    outcome: await answerHandover(ctx, parse(answerHandoverSchema, input)),
  }));
}

export async function tagAction(input: TagInput): Promise<Result<Given>> {
  return action((ctx) => {
    const { selection, ...order } = parse(tagSchema, input);
    return give(ctx, { verb: 'tag', ...order }, selection);
  });
}

export async function snoozeAction(input: SnoozeInput): Promise<Result<Given>> {
  return action((ctx) => {
    const { selection, ...order } = parse(snoozeSchema, input);
    return give(ctx, { verb: 'snooze', ...order }, selection);
  });
}

export async function wakeAction(input: WakeInput): Promise<Result<Given>> {
  return action((ctx) => give(ctx, { verb: 'wake' }, parse(wakeSchema, input).selection));
}

export async function undoAction(input: z.input<typeof undoSchema>): Promise<Result<Given>> {
  return action((ctx) => takeBack(ctx, parse(undoSchema, input)));
}

export async function cancelBulkAction(input: z.input<typeof jobIdSchema>): Promise<Result<void>> {
  return action((ctx) => cancelBulk(ctx, parse(jobIdSchema, input)));
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

export async function watchAction(input: z.input<typeof watchSchema>): Promise<Result<void>> {
  return action((ctx) => watch(ctx, parse(watchSchema, input)));
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

export async function answerSsvcAction(input: AnswerSsvcInput): Promise<Result<null>> {
  return action(async (ctx) => {
    await answerSsvc(ctx, parse(answerSsvcSchema, input));
    return null;
  });
}
