import { z } from 'zod';
import { ERROR_CODES, type Result } from '@/lib/core/errors';
import type { IntelKind } from '@/lib/intel/types';

const plain = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
const refusal = z.object({
  code: z.enum(ERROR_CODES),
  requestId: z.string().catch(''),
  details: z.record(z.string(), plain).catch({}),
});

const failed = (code: (typeof ERROR_CODES)[number]): Result<null> => ({
  ok: false,
  error: { code, details: {}, requestId: '' },
});

/** Sends the file as it is; the answer looks like a server action's. */
export async function sendFile(kind: IntelKind, file: File | null): Promise<Result<null>> {
  if (!file) return failed('invalid');
  const address = `/api/intel/${kind}?${new URLSearchParams({ file: file.name })}`;
  const response = await fetch(address, { method: 'POST', body: file }).catch(() => null);
  if (!response) return failed('unavailable');
  if (response.ok) return { ok: true, data: null };
  const parsed = refusal.safeParse(await response.json().catch(() => null));
  return parsed.success ? { ok: false, error: parsed.data } : failed('unexpected');
}
