'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Bookmark } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useState } from 'react';
import { useReport } from '@/components/findings/verbs/use-report';
import type { ViewDialog } from '@/components/findings/views/view-dialog';
import { Arriving } from '@/components/ui/arriving';
import { Button } from '@/components/ui/button';
import { lazyOnIntent } from '@/components/ui/lazy-on-intent';
import { Menu, MenuItem, MenuLabel, MenuLink, MenuSeparator } from '@/components/ui/menu';
import { changeViewAction } from '@/lib/findings/actions';
import { findingKeys } from '@/lib/findings/keys';
import { viewsQuery } from '@/lib/findings/queries';
import type { SavedViewItem, ViewNoun } from '@/lib/findings/types';

const dialogCode = lazyOnIntent(() => import('@/components/findings/views/view-dialog'));

function Dialog(props: ComponentProps<typeof ViewDialog>) {
  const { ViewDialog: Part } = dialogCode.use();
  return <Part {...props} />;
}

type Props = {
  readonly noun: ViewNoun;
  /** Id of the view in use. */
  readonly view: string | null;
  /** The list's address as it is now, without view. */
  readonly query: string;
  /** Where a view leads to. */
  readonly hrefOf: (view: SavedViewItem) => string;
  /** What a view shows, written as the list writes its own address: equal views are equal texts. */
  readonly addressOf: (query: string) => string;
  readonly onView: (id: string | null) => void;
};

/** Saved views: one's own and those that others share; saves the address as it is now. */
export function ViewsMenu({ noun, view, query, hrefOf, addressOf, onView }: Props) {
  const t = useTranslations('findings.views');
  const { data } = useQuery(viewsQuery(noun));
  const client = useQueryClient();
  const report = useReport();
  const [dialog, setDialog] = useState<'new' | 'change' | null>(null);
  const views = data?.views ?? [];
  const current = views.find(({ id }) => id === view);
  const own = views.filter((one) => one.own);
  const shared = views.filter((one) => !one.own);
  const isChanged = current !== undefined && addressOf(current.query) !== query;
  const update = async ({ id, name, shared }: SavedViewItem) => {
    const result = await changeViewAction({ noun, viewId: id, name, shared, query }).catch(() => null);
    if (!result?.ok) return report.failed(result?.error ?? null);
    await client.invalidateQueries({ queryKey: findingKeys.views });
    report.told(t('updated'));
  };
  const name = current?.name ?? t('label');
  const label = isChanged ? t('edited', { name }) : name;
  return (
    <>
      <Menu
        align="end"
        className="max-w-80"
        needs={dialogCode}
        trigger={
          <Button>
            <Bookmark aria-hidden />
            <span className="max-w-48 truncate">{label}</span>
          </Button>
        }
      >
        {views.length === 0 && <MenuLabel>{t('none')}</MenuLabel>}
        {own.length > 0 && <MenuLabel>{t('own')}</MenuLabel>}
        {own.map((one) => (
          <MenuLink key={one.id} href={hrefOf(one)}>
            <span className="truncate">{one.name}</span>
          </MenuLink>
        ))}
        {shared.length > 0 && <MenuLabel>{t('shared')}</MenuLabel>}
        {shared.map((one) => (
          <MenuLink key={one.id} href={hrefOf(one)}>
            <span className="truncate">{one.name}</span>
            <span className="ml-auto truncate text-muted text-xs">{t('by', { name: one.ownerName })}</span>
          </MenuLink>
        ))}
        <MenuSeparator />
        <MenuItem onSelect={() => setDialog('new')}>{t('save')}</MenuItem>
        {current?.own && isChanged && (
          <MenuItem onSelect={() => void update(current)}>{t('update', { name: current.name })}</MenuItem>
        )}
        {current?.own && (
          <MenuItem onSelect={() => setDialog('change')}>{t('manage', { name: current.name })}</MenuItem>
        )}
      </Menu>
      {dialog && (
        <Arriving code={dialogCode}>
          <Dialog
            noun={noun}
            view={dialog === 'change' ? current : undefined}
            query={query}
            onClose={() => setDialog(null)}
            onSaved={onView}
          />
        </Arriving>
      )}
    </>
  );
}
