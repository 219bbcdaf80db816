'use client';

import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { TextFilter } from '@/components/layout/text-filter';
import { DriftState } from '@/components/lists/drift-state';
import { UnseenDays } from '@/components/lists/unseen-days';
import { Button } from '@/components/ui/button';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import { type ListAddress, listParsers } from '@/lib/lists/search-params';
import { KINDS } from '@/lib/lists/types';
import type { ListView, PlaceChoice } from '@/lib/lists/view-types';

const OPTIONS = { history: 'replace', scroll: false, shallow: false } as const;

type Props = { readonly address: ListAddress; readonly places: readonly PlaceChoice[]; readonly view: ListView };

/** Which list is shown and what of it; how it stands. */
export function ListTools({ address, places, view }: Props) {
  const t = useTranslations('lists');
  const [, set] = useQueryStates(listParsers, OPTIONS);
  const { page, pages, matching } = view;
  return (
    <>
      <search aria-label={t('title')} className="mb-3 flex flex-wrap items-center gap-2">
        <SegmentedControl
          label={t('kind')}
          options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          value={view.kind}
          onValueChange={(kind) => void set({ kind, q: '', page: 1 })}
        />
        <Select
          label={t('place')}
          className="w-56"
          options={[
            { value: '', label: t('organisation') },
            ...places.map(({ slug, name }) => ({ value: slug, label: name })),
          ]}
          value={address.of}
          onValueChange={(of) => void set({ of, q: '', page: 1 })}
        />
        {view.total > 0 && (
          <TextFilter label={t('search')} current={address.q} onSearch={(q) => void set({ q, page: 1 })} />
        )}
        {pages > 1 && (
          <div className="ml-auto flex items-center gap-2 text-muted">
            <Button size="sm" disabled={page <= 1} onClick={() => void set({ page: page - 1 })}>
              {t('before')}
            </Button>
            <span aria-live="polite">{t('pages', { page, pages, matching })}</span>
            <Button size="sm" disabled={page >= pages} onClick={() => void set({ page: page + 1 })}>
              {t('next')}
            </Button>
          </div>
        )}
      </search>
      <DriftState view={view} />
      {view.kind === 'hosts' && view.product && view.version > 0 && <UnseenDays key={view.unseenDays} view={view} />}
    </>
  );
}
