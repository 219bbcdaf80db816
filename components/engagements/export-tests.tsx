'use client';

import { useQueryStates } from 'nuqs';
import { ExportMenu } from '@/components/ui/export-menu';
import { TABLE_FORMATS } from '@/lib/core/download';
import { engagementParsers, engagementsHref } from '@/lib/engagements/search-params';

/** The tests as the list shows them now, as a file. */
export function ExportTests() {
  const [address] = useQueryStates(engagementParsers);
  return <ExportMenu href={engagementsHref('/api/engagements/export', address)} formats={TABLE_FORMATS} />;
}
