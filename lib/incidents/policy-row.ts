import { z } from 'zod';
import { type IncidentPolicy, LEVELS, type Matrix, type Priority } from '@/lib/incidents/types';

const priority = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]) satisfies z.ZodType<Priority>;
const row = z.object({ high: priority, medium: priority, low: priority });

/** Every cell is filled. */
export const matrixSchema = z.object({ high: row, medium: row, low: row }) satisfies z.ZodType<Matrix>;

type Stored = Omit<IncidentPolicy, 'matrix'> & { readonly matrix: unknown };

/** A version as the database holds it. */
export function policyOf({
  id,
  number,
  matrix,
  reactionMinutes,
  updateMinutes,
  warnPercent,
  reviewDays,
}: Stored): IncidentPolicy {
  return { id, number, matrix: matrixSchema.parse(matrix), reactionMinutes, updateMinutes, warnPercent, reviewDays };
}

/** The matrix as rows for a table: impact, then urgency, highest first. */
export const matrixRows = (matrix: Matrix) =>
  LEVELS.map((impact) => ({
    impact,
    cells: LEVELS.map((urgency) => ({ urgency, priority: matrix[impact][urgency] })),
  }));
