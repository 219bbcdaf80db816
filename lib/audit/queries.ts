import type { AuditFilter } from '@/lib/audit/schema';
import type { Verification } from '@/lib/audit/types';
import type { Result } from '@/lib/core/errors';

type Refusal = Extract<Result<never>, { ok: false }>['error'];

async function post(path: string, body: object): Promise<Response> {
  return fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

async function refusal(answer: Response): Promise<{ ok: false; error: Refusal }> {
  const error: Refusal = await answer.json();
  return { ok: false, error };
}

/** Asks the server to walk the chain. */
export async function requestVerification(): Promise<Result<Verification>> {
  const answer = await post('/api/audit/verify', {});
  if (!answer.ok) return refusal(answer);
  const data: Verification = await answer.json();
  return { ok: true, data };
}

/** The matching rows as JSON lines. */
export async function requestExport(filter: AuditFilter): Promise<Result<Blob>> {
  const answer = await post('/api/audit/export', filter);
  return answer.ok ? { ok: true, data: await answer.blob() } : refusal(answer);
}
