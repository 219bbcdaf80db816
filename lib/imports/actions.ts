'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import { DomainError, type Result } from '@/lib/core/errors';
import { cancelImport } from '@/lib/imports/mutations/cancel';
import { retryImport } from '@/lib/imports/mutations/retry';
import { importIdSchema, retrySchema } from '@/lib/imports/schema';

/** Client input is never trusted to have the type that it was given. @throws DomainError `invalid` */
function parse<S extends z.ZodType>(schema: S, input: z.input<S>): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new DomainError('invalid', { fields: parsed.error.issues.map(({ path }) => path.join('.')) });
}

export async function cancelImportAction(input: string): Promise<Result<void>> {
  return action((ctx) => cancelImport(ctx, parse(importIdSchema, input)));
}

export async function retryImportAction(input: z.input<typeof retrySchema>): Promise<Result<void>> {
  return action((ctx) => retryImport(ctx, parse(retrySchema, input)));
}
