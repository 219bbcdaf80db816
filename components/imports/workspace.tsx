'use client';

import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import type { ReactNode } from 'react';
import { ImportsList } from '@/components/imports/list';
import { UploadPanel } from '@/components/imports/upload-panel';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { importParsers } from '@/lib/imports/search-params';
import type { ImportChoices, ImportStateName } from '@/lib/imports/types';

const VIEWS = {
  all: [],
  underWay: ['uploading', 'queued', 'running'],
  done: ['done'],
  failed: ['failed', 'cancelled'],
} as const satisfies Record<string, readonly ImportStateName[]>;
type View = keyof typeof VIEWS;
const VIEW_NAMES: readonly View[] = ['all', 'underWay', 'done', 'failed'];

function viewOf(states: readonly ImportStateName[]): View {
  return VIEW_NAMES.find((view) => VIEWS[view].join() === states.join()) ?? 'all';
}

type Props = {
  readonly choices: ImportChoices;
  /** What is said to whoever may not import where nothing was imported. */
  readonly firstUse: ReactNode;
};

/** Upload on top, the list below; the address is the filter. */
export function ImportsWorkspace({ choices, firstUse }: Props) {
  const t = useTranslations('imports');
  const [params, setParams] = useQueryStates(importParsers, { history: 'replace', scroll: false });
  const filtered = params.state.length + params.product.length + params.team.length > 0 || params.source !== null;
  const mayIngest = choices.products.length > 0;
  return (
    <>
      {mayIngest && <UploadPanel choices={choices} />}
      <div className="mb-3">
        <SegmentedControl
          label={t('filter')}
          options={VIEW_NAMES.map((value) => ({ value, label: t(`view.${value}`) }))}
          value={viewOf(params.state)}
          onValueChange={(view) => void setParams({ state: VIEWS[view].length > 0 ? [...VIEWS[view]] : null })}
        />
      </div>
      <ImportsList
        params={params}
        filtered={filtered}
        mayIngest={mayIngest}
        firstUse={firstUse}
        onClear={() => void setParams({ state: null, product: null, team: null, source: null })}
      />
    </>
  );
}
