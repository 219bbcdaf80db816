import { z } from 'zod';
import { DomainError } from '@/lib/core/errors';

export const EXPORT_FORMATS = ['csv', 'jsonl', 'sarif'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** @throws DomainError `invalid` (`field: format`) */
export function requireFormat(value: string | null): ExportFormat {
  const parsed = z.enum(EXPORT_FORMATS).safeParse(value);
  if (!parsed.success) throw new DomainError('invalid', { field: 'format' });
  return parsed.data;
}
