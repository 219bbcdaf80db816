import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CreateToken } from '@/components/access/create-token';
import { TokensTable } from '@/components/access/tokens-table';
import { loadTokens } from '@/lib/access/loaders';
import { TOKEN_DAYS_MAX } from '@/lib/access/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('tokens') };
}

export default async function TokensPage() {
  const [found, t] = await Promise.all([loadTokens(), getTranslations('access.tokens')]);
  if (!found) notFound();
  const { tokens, places, scopes, mayRevoke } = found;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-prose text-muted">{t('lead', { days: TOKEN_DAYS_MAX })}</p>
        {places && <CreateToken places={places} scopes={scopes} />}
      </div>
      <TokensTable tokens={tokens} mayRevoke={mayRevoke} />
    </>
  );
}
