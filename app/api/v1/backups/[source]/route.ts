import { tokenRoute } from '@/lib/access/guard';
import { receiveBackups } from '@/lib/backups/incoming';

/** Takes what a backup tool says of its copies, in the shape `source`: 202 with what became of it. */
export const POST = tokenRoute<{ source: string }>('backup:ingest', async (ctx, request, { source }) =>
  Response.json(await receiveBackups(ctx, request, source), { status: 202 }),
);
