import { refusalOf } from '@/lib/core/addresses/ranges';
import { resolveOnce } from '@/lib/core/addresses/resolve';
import { type Failure, failure } from '@/lib/escalation/channels/outcome';
import type { Net } from '@/lib/escalation/channels/types';

/** The one address to connect to, and whether it lies inside (opened by an administrator): there plain text may do. */
export type Reached = { readonly address: string; readonly inside: boolean };

/** Resolves a host once and pins it: whatever its name says later, what is refused is not reached. */
export async function reach(host: string, { allowed, lookup }: Net): Promise<Reached | Failure> {
  const found = await resolveOnce(host.replace(/^\[(.*)\]$/, '$1'), allowed, lookup);
  if ('failed' in found) return failure('no_such_name', { detail: host });
  if ('refused' in found) return failure('refused_address', { detail: found.address });
  return { address: found.address, inside: refusalOf(found.address, []) !== null };
}
