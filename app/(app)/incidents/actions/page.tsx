import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, parseAsBoolean, type SearchParams } from 'nuqs/server';
import { PageHeader } from '@/components/layout/page-header';
import { FollowedActions } from '@/components/reviews/followed-actions';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { loadOpenActions } from '@/lib/reviews/loaders';

const loadAddress = createLoader({ mine: parseAsBoolean.withDefault(false) });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reviews.followed'))('title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function ActionsPage({ searchParams }: Props) {
  const { mine } = await loadAddress(searchParams);
  const [actions, t] = await Promise.all([loadOpenActions(mine), getTranslations('reviews.followed')]);
  if (!actions) return <EmptyState heading="h1" title={t('noAccess')} />;
  const overdue = actions.filter((action) => action.overdue).length;
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead', { open: actions.length, overdue })}
        actions={
          <nav aria-label={t('whose')} className="flex gap-2">
            {([false, true] as const).map((own) => (
              <LinkButton
                key={String(own)}
                href={own ? '/incidents/actions?mine=true' : '/incidents/actions'}
                aria-current={own === mine ? 'page' : undefined}
                variant={own === mine ? 'primary' : 'secondary'}
              >
                {t(own ? 'mine' : 'all')}
              </LinkButton>
            ))}
          </nav>
        }
      />
      {actions.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyLead')}</EmptyState>
      ) : (
        <FollowedActions actions={actions} />
      )}
    </>
  );
}
