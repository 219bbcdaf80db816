import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { AssetTabs } from '@/components/assets/asset-tabs';
import { PageHeader } from '@/components/layout/page-header';
import { loadScopeAddress } from '@/components/layout/scope-state';
import { EntryTable } from '@/components/lists/entry-table';
import { FileDialog } from '@/components/lists/file-dialog';
import { ListHistory } from '@/components/lists/list-history';
import { ListTools } from '@/components/lists/list-tools';
import { NewEntry } from '@/components/lists/new-entry';
import { EmptyState } from '@/components/ui/empty-state';
import { ExportMenu } from '@/components/ui/export-menu';
import { LinkButton } from '@/components/ui/link-button';
import { TABLE_FORMATS } from '@/lib/core/download';
import { loadList } from '@/lib/lists/loaders';
import { listHref, loadListAddress } from '@/lib/lists/search-params';
import type { ListView } from '@/lib/lists/view-types';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('lists'))('title') };
}

/** What was approved, and what of it the product's sources show otherwise. */
export default async function ListsPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const [address, scope] = await Promise.all([loadListAddress(searchParams), loadScopeAddress(searchParams)]);
  const [loaded, t] = await Promise.all([loadList(address), getTranslations('lists')]);
  if (!loaded) return <EmptyState heading="h1" title={t('noAccess')} />;
  const { view, places } = loaded;
  return (
    <div className="max-w-6xl">
      <PageHeader title={t('title')} lead={t(`lead.${view.kind}`)} actions={<Actions view={view} />} />
      <AssetTabs current="lists" scope={scope} />
      <ListTools address={address} places={places} view={view} />
      <List
        view={view}
        narrowed={address.q.trim() !== ''}
        clear={listHref('/assets/lists', { ...address, q: '', page: 1 })}
      />
      <ListHistory view={view} />
    </div>
  );
}

function exportHref({ kind, product }: ListView): string {
  return `/api/lists/${kind}/export${product ? `?product=${product.id}` : ''}`;
}

function Actions({ view }: { readonly view: ListView }) {
  return (
    <>
      {view.total > 0 && <ExportMenu href={exportHref(view)} formats={TABLE_FORMATS} />}
      {view.writable && <FileDialog view={view} />}
      {view.writable && <NewEntry view={view} />}
    </>
  );
}

type ListProps = { readonly view: ListView; readonly narrowed: boolean; readonly clear: string };

async function List({ view, narrowed, clear }: ListProps) {
  const t = await getTranslations('lists');
  if (view.rows.length > 0) return <EntryTable view={view} />;
  if (narrowed) return <EmptyState title={t('noMatch')} action={<LinkButton href={clear}>{t('clear')}</LinkButton>} />;
  if (view.version === 0) return <EmptyState title={t('none.title')}>{t('none.detail')}</EmptyState>;
  return <EmptyState title={t('empty.title')}>{t('empty.detail')}</EmptyState>;
}
