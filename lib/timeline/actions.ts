'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { correctNote, removeNote } from '@/lib/timeline/mutations/change';
import { addItem, sayOfItem } from '@/lib/timeline/mutations/say';
import { addItemSchema, correctNoteSchema, removeNoteSchema, sayItemSchema } from '@/lib/timeline/schema';

export async function sayOfItemAction(input: z.input<typeof sayItemSchema>): Promise<Result<void>> {
  return action((ctx) => sayOfItem(ctx, parse(sayItemSchema, input)));
}

export async function addItemAction(input: z.input<typeof addItemSchema>): Promise<Result<string>> {
  return action((ctx) => addItem(ctx, parse(addItemSchema, input)));
}

export async function correctNoteAction(input: z.input<typeof correctNoteSchema>): Promise<Result<void>> {
  return action((ctx) => correctNote(ctx, parse(correctNoteSchema, input)));
}

export async function removeNoteAction(input: z.input<typeof removeNoteSchema>): Promise<Result<void>> {
  return action((ctx) => removeNote(ctx, parse(removeNoteSchema, input)));
}
