import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { attributes } from '@/lib/assets/schema';

const schema = z.strictObject({
  teams: z.array(
    z.strictObject({
      name: z.string(),
      products: z.array(z.strictObject({ key: z.string(), name: z.string(), description: z.string(), ...attributes })),
    }),
  ),
  people: z.array(
    z.strictObject({
      /** Of identity/people.ts. */
      key: z.string(),
      everywhere: z.literal(true).optional(),
      teams: z.array(z.string()).optional(),
      approvesFor: z.array(z.string()).optional(),
    }),
  ),
  reports: z.array(
    z.strictObject({
      product: z.string(),
      target: z.string(),
      branch: z.string().optional(),
      environment: z.string().optional(),
      /** One source's reports in the order in which they were made. */
      files: z.array(z.string()),
    }),
  ),
});

export type Organisation = z.infer<typeof schema>;

/** @param folder the project's `samples/` */
export async function readOrganisation(folder: string): Promise<Organisation> {
  return schema.parse(JSON.parse(await readFile(join(folder, 'organisation.json'), 'utf8')));
}
