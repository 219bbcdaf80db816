import type { Scope } from '@/lib/access/policy';
import { frameworkNames, frameworkOf } from '@/lib/compliance/data/catalogues';
import { DomainError } from '@/lib/core/errors';

/** @throws DomainError `invalid` (`issue: framework_unknown`) */
export async function requireFrameworks(scope: Scope, ids: readonly string[]): Promise<void> {
  const known = new Set((await frameworkNames(scope)).map(({ id }) => id));
  if (!ids.every((id) => known.has(id))) throw new DomainError('invalid', { issue: 'framework_unknown' });
}

/**
 * Where a finding of an audit belongs; either part may be empty.
 * @throws DomainError `invalid` (`issue: framework_unknown, control_unknown`)
 */
export async function requireControl(
  scope: Scope,
  now: Date,
  { framework, control }: { readonly framework: string; readonly control: string },
): Promise<void> {
  if (framework === '') return;
  await requireFrameworks(scope, [framework]);
  if (control === '') return;
  const { controls } = await frameworkOf(scope, framework, now);
  if (!controls.some(({ id }) => id === control)) throw new DomainError('invalid', { issue: 'control_unknown' });
}
