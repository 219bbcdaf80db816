import { sessionRoute } from '@/lib/access/guard';
import { readAsset } from '@/lib/assets/inventory-loaders';
import { requireAssetId } from '@/lib/assets/inventory-schema';

export const GET = sessionRoute<{ id: string }>((ctx, _request, { id }) => readAsset(ctx, requireAssetId(id)));
