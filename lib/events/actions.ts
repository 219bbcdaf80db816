'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { changeSender } from '@/lib/events/mutations/change-sender';
import { changeSenderSchema } from '@/lib/events/schema';

export async function changeSenderAction(input: z.input<typeof changeSenderSchema>): Promise<Result<void>> {
  return action((ctx) => changeSender(ctx, parse(changeSenderSchema, input)));
}
