import type { Level, Matrix, Priority } from '@/lib/incidents/types';

/** What the matrix proposes. In doubt the higher one is right (docs/incidents.md). */
export function priorityOf(matrix: Matrix, impact: Level, urgency: Level): Priority {
  return matrix[impact][urgency];
}

/** How people call it. */
export const incidentName = (number: number) => `INC-${number}`;

/** The minutes of a list by priority. @throws where a policy lacks one, which its schema rules out */
export function minutesOf(minutes: readonly number[], priority: Priority): number {
  const found = minutes[priority - 1];
  if (found === undefined) throw new Error(`no minutes for P${priority}`);
  return found;
}
