'use client';

import { useQueryStates } from 'nuqs';
import type { ReactNode } from 'react';
import { ImportFilterBar } from '@/components/imports/filter-bar';
import { ImportsList } from '@/components/imports/list';
import { UploadPanel } from '@/components/imports/upload-panel';
import { ExportMenu } from '@/components/ui/export-menu';
import { type ImportParams, importParsers, importsAddress } from '@/lib/imports/search-params';
import type { ImportChoices, ImportFilterChoices } from '@/lib/imports/types';

type Props = {
  readonly choices: ImportChoices;
  readonly filters: ImportFilterChoices;
  /** What is said to whoever may not import where nothing was imported. */
  readonly firstUse: ReactNode;
};

/** Upload on top, the list below; the address is the filter. */
export function ImportsWorkspace({ choices, filters, firstUse }: Props) {
  const [params, setParams] = useQueryStates(importParsers, { history: 'replace', scroll: false });
  const filtered = Object.values(params).some((values) => values.length > 0);
  const mayIngest = choices.products.length > 0;
  const change = (part: Partial<ImportParams>) => void setParams(part);
  const clear = () => void setParams(null);
  return (
    <>
      {mayIngest && <UploadPanel choices={choices} />}
      {(filtered || filters.sources.length + filters.products.length > 0) && (
        <div className="flex flex-wrap items-start justify-between gap-x-4">
          <ImportFilterBar params={params} choices={filters} filtered={filtered} onChange={change} onClear={clear} />
          <div className="mb-3">
            <ExportMenu href={importsAddress('/api/imports/export', params)} formats={['csv', 'jsonl']} />
          </div>
        </div>
      )}
      <ImportsList params={params} filtered={filtered} onClear={clear} mayIngest={mayIngest} firstUse={firstUse} />
    </>
  );
}
