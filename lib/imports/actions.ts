'use server';

import { refresh } from 'next/cache';
import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { applyPreviewed } from '@/lib/imports/mutations/apply-previewed';
import { cancelImport } from '@/lib/imports/mutations/cancel';
import { retireSource } from '@/lib/imports/mutations/retire-source';
import { retryImport } from '@/lib/imports/mutations/retry';
import { undoImport } from '@/lib/imports/mutations/undo-import';
import { type RetireSource, retireSourceSchema } from '@/lib/imports/retire-schema';
import { importIdSchema, retrySchema } from '@/lib/imports/schema';

export async function cancelImportAction(input: string): Promise<Result<void>> {
  return action((ctx) => cancelImport(ctx, parse(importIdSchema, input)));
}

export async function applyPreviewedAction(input: string): Promise<Result<void>> {
  return action((ctx) => applyPreviewed(ctx, parse(importIdSchema, input)));
}

export async function undoImportAction(input: string): Promise<Result<void>> {
  return action((ctx) => undoImport(ctx, parse(importIdSchema, input)));
}

export async function retryImportAction(input: z.input<typeof retrySchema>): Promise<Result<void>> {
  return action((ctx) => retryImport(ctx, parse(retrySchema, input)));
}

export async function retireSourceAction(input: RetireSource): Promise<Result<string>> {
  return action(async (ctx) => {
    const importId = await retireSource(ctx, parse(retireSourceSchema, input));
    refresh();
    return importId;
  });
}
