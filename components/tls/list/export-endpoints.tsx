'use client';

import { useQueryStates } from 'nuqs';
import { ExportMenu } from '@/components/ui/export-menu';
import { TABLE_FORMATS } from '@/lib/core/download';
import { endpointParsers, endpointsHref } from '@/lib/tls/search-params';

/** The endpoints as the list shows them now, as a file. */
export function ExportEndpoints() {
  const [address] = useQueryStates(endpointParsers);
  return <ExportMenu href={endpointsHref('/api/tls/export', address)} formats={TABLE_FORMATS} />;
}
