import { streamAcceptances } from '@/lib/acceptances/data/list';
import { registerViewer } from '@/lib/acceptances/loaders';
import { beginRegisterExport } from '@/lib/acceptances/mutations/export';
import { REGISTER_FORMATS, registerFile } from '@/lib/acceptances/register';
import { acceptancesHref, loadAcceptanceAddress } from '@/lib/acceptances/search-params';
import { sessionRoute } from '@/lib/access/guard';
import { DomainError } from '@/lib/core/errors';
import { streamOf } from '@/lib/imports/body';

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const;

/** The register as the list shows it, as a file: `?format=csv` or `jsonl` and the list's own filters. */
export const GET = sessionRoute(async (ctx, request) => {
  const wanted = request.nextUrl.searchParams.get('format');
  const format = REGISTER_FORMATS.find((one) => one === wanted);
  if (!format) throw new DomainError('invalid', { field: 'format' });
  const address = await loadAcceptanceAddress(request);
  const { sort, ...filter } = address;
  const scope = await beginRegisterExport(ctx, format, acceptancesHref('', address));
  const batches = streamAcceptances(scope, { filter, order: sort }, registerViewer(ctx));
  return new Response(streamOf(registerFile(format, batches)), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="risk-register.${format}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
});
