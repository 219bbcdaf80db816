'use client';

import { useQueryStates } from 'nuqs';
import { ExportMenu } from '@/components/ui/export-menu';
import { acceptanceParsers, acceptancesHref } from '@/lib/acceptances/search-params';
import { TABLE_FORMATS } from '@/lib/core/download';

/** The register as the list shows it now, as a file. */
export function ExportRegister() {
  const [address] = useQueryStates(acceptanceParsers);
  return <ExportMenu href={acceptancesHref('/api/acceptances/export', address)} formats={TABLE_FORMATS} />;
}
