import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { uploadBackups } from '@/lib/backups/incoming';
import { requireId } from '@/lib/backups/schema';
import { parse } from '@/lib/core/parse';
import { fileNameSchema } from '@/lib/imports/schema';

/** What a backup tool printed: `?product=`, `?shape=`, `?sender=`, and `?name=` of the file. */
export const POST = sessionRoute(async (ctx, request) => {
  const query = request.nextUrl.searchParams;
  const productId = requireId(query.get('product') ?? '');
  // Before megabytes are taken from somebody without the right.
  requirePermission(ctx, 'backup:ingest', productId);
  const fileName = parse(fileNameSchema, query.get('name') ?? '');
  return uploadBackups(ctx, request, query.get('shape') ?? '', { productId, fileName, sender: 'upload' });
});
