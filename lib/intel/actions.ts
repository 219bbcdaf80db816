'use server';

import { refresh } from 'next/cache';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { importNow } from '@/lib/intel/mutations/ask';
import { type ImportNowInput, importNowInput } from '@/lib/intel/schema';

export async function importNowAction(input: ImportNowInput): Promise<Result<null>> {
  return action(async (ctx) => {
    await importNow(ctx, parse(importNowInput, input).kind);
    refresh();
    return null;
  });
}
