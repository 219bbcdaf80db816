import { tokenRoute } from '@/lib/access/guard';
import { receiveBackups } from '@/lib/backups/incoming';

/** Takes restore tests and drills that a machine made, in our own shape (docs/backups.md): 202 with what became of them. */
export const POST = tokenRoute('restore-test:write', async (ctx, request) =>
  Response.json(await receiveBackups(ctx, request, 'generic'), { status: 202 }),
);
