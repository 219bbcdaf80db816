import { z } from 'zod';

/** What the column `compliance_catalogue.content` holds. */
export const contentSchema = z.object({
  groups: z.array(z.object({ id: z.string(), title: z.string() })),
  controls: z.array(z.object({ id: z.string(), group: z.string(), title: z.string(), text: z.string().optional() })),
});

/** The address of an imported catalogue. */
export const catalogueId = (number: number) => `oscal-${number}`;

/** The number in "oscal-7"; null where it is no such address. */
export function catalogueNumber(id: string): number | null {
  const number = /^oscal-(\d{1,9})$/.exec(id)?.[1];
  return number === undefined ? null : Number(number);
}
