'use server';

import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { markRead } from '@/lib/notices/mutations';
import { type ReadNotices, readNoticesSchema } from '@/lib/notices/schema';

export async function markReadAction(input: ReadNotices): Promise<Result<void>> {
  return action((ctx) => markRead(ctx, parse(readNoticesSchema, input)));
}
