import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CreateToken } from '@/components/access/create-token';
import { TokensTable } from '@/components/access/tokens-table';
import { listPlaces } from '@/lib/access/data/people';
import { listTokens } from '@/lib/access/data/tokens-list';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { TOKEN_DAYS_MAX } from '@/lib/access/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('tokens') };
}

export default async function TokensPage() {
  const [ctx, t] = await Promise.all([pageCtx(), getTranslations('access.tokens')]);
  const readable = scopeOf(ctx, 'token:read');
  if (!readable) notFound();
  const creatable = scopeOf(ctx, 'token:create');
  const [tokens, places] = await Promise.all([
    listTokens(readable, ctx.now),
    creatable ? listPlaces(creatable) : Promise.resolve([]),
  ]);
  return (
    <>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-prose text-muted">{t('lead', { days: TOKEN_DAYS_MAX })}</p>
        {creatable && <CreateToken places={places} />}
      </div>
      <TokensTable tokens={tokens} mayRevoke={scopeOf(ctx, 'token:revoke') !== null} />
    </>
  );
}
