import { z } from 'zod';
import { seal, unseal } from '@/lib/core/secrets';

const storedSchema = z.object({ sealed: z.base64() });

/** What a form held, as the database keeps it: sealed for one step-up. */
export const sealDraft = (text: string, stepUpId: string) => ({
  sealed: Buffer.from(seal('draft', text, stepUpId)).toString('base64'),
});

/** What a form held; null: nothing was kept, or not for this step-up. */
export function openDraft(stored: unknown, stepUpId: string): unknown {
  const { data } = storedSchema.safeParse(stored);
  if (!data) return null;
  try {
    return JSON.parse(unseal('draft', Buffer.from(data.sealed, 'base64'), stepUpId));
  } catch {
    return null;
  }
}
