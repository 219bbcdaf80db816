/** Loads the sample organisation, once, into an empty database; `LAGEBILD_SAMPLE=off` leaves it empty. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { disconnect } from '@/lib/core/db';
import { env } from '@/lib/core/env';
import { loadSample } from '@/prisma/seed/load';
import { readOrganisation } from '@/prisma/seed/organisation';

async function main(): Promise<number> {
  const { LAGEBILD_SAMPLE, LAGEBILD_DEMO, ENTRA_TENANT_ID } = env();
  if (LAGEBILD_SAMPLE === 'off') return 0;
  const folder = join(process.cwd(), 'samples');
  const ctx = {
    actor: { kind: 'system', id: null, name: 'sample organisation' },
    now: new Date(),
    requestId: randomUUID(),
  } as const;
  const demoTenant = LAGEBILD_DEMO === 'on' ? (ENTRA_TENANT_ID ?? null) : null;
  return loadSample(ctx, await readOrganisation(folder), { folder, demoTenant });
}

const imported = await main();
await disconnect();
// The job queue's client keeps a connection of its own.
process.stdout.write(`${JSON.stringify({ imported })}\n`, () => process.exit(0));
