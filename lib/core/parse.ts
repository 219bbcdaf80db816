import type { z } from 'zod';
import { DomainError } from '@/lib/core/errors';

/**
 * Client input is never trusted to have the type that it was given.
 * @throws DomainError `invalid`, whose `fields` are the paths that are wrong: "grants.0.team"
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new DomainError('invalid', { fields: parsed.error.issues.map(({ path }) => path.join('.')) });
}
