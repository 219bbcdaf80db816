import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { setHref } from '@/components/imports/counts';
import { ImportStateBadge } from '@/components/imports/state-badge';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Freshness, RecentImport } from '@/lib/overview/types';

const ROW = 'flex min-h-row items-center gap-3 border-line border-b py-1.5';

/** The newest reports and what each of them changed. */
export function RecentImports({ imports }: { readonly imports: readonly RecentImport[] }) {
  const t = useTranslations('overview.imports');
  return (
    <section className="min-w-0">
      <h2 className="mb-1 font-semibold text-lg">{t('title')}</h2>
      {imports.length === 0 && <p className="text-muted">{t('none')}</p>}
      <ul>
        {imports.map(({ id, fileName, state, product, source, at, added, fixed }) => (
          <li key={id} className={ROW}>
            <div className="min-w-0 flex-1">
              <Link
                href={`/imports/${id}`}
                prefetch={false}
                className="block truncate rounded-sm leading-6 underline-offset-3 hover:underline"
              >
                {source ?? fileName}
              </Link>
              <span className="block truncate text-muted text-xs">
                {product} · <RelativeTime at={at} />
              </span>
            </div>
            {state === 'done' ? (
              <span className="flex shrink-0 gap-2 text-muted text-xs">
                <ImportSet importId={id} change="new" count={added} />
                <ImportSet importId={id} change="fixed" count={fixed} />
              </span>
            ) : (
              <ImportStateBadge state={state} stopping={false} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type SetProps = { readonly importId: string; readonly change: 'new' | 'fixed'; readonly count: number };

function ImportSet({ importId, change, count }: SetProps) {
  const t = useTranslations('imports.counted');
  const text = t(change, { count });
  if (count === 0) return <span className="leading-6">{text}</span>;
  return (
    <Link
      href={setHref(importId, change)}
      prefetch={false}
      className="rounded-sm leading-6 underline-offset-3 hover:underline"
    >
      {text}
    </Link>
  );
}

type SilentProps = { readonly freshness: Freshness; readonly allHref: string };

/** Sources that owe a report: silence is not good news. `allHref` lists all of them. */
export function SilentSources({ freshness, allHref }: SilentProps) {
  const t = useTranslations('overview.silent');
  const { silent, silentSources } = freshness;
  return (
    <section className="min-w-0">
      <h2 className="mb-1 font-semibold text-lg">{t('title')}</h2>
      {silent === 0 && <p className="text-muted">{t('none')}</p>}
      <ul>
        {silentSources.map(({ id, name, product, lastImportAt }) => (
          <li key={id} className={ROW}>
            <div className="min-w-0 flex-1">
              <span className="block truncate leading-6">{name}</span>
              <Link
                href={`/assets/products/${product.slug}`}
                prefetch={false}
                className="block truncate rounded-sm text-muted text-xs leading-6 underline-offset-3 hover:underline"
              >
                {product.name}
              </Link>
            </div>
            <span className="shrink-0 text-muted text-xs">
              {lastImportAt ? <RelativeTime at={lastImportAt} /> : t('never')}
            </span>
          </li>
        ))}
      </ul>
      {silent > silentSources.length && (
        <Link href={allHref} className="mt-2 inline-block rounded-sm text-muted text-xs leading-6 hover:text-text">
          {t('more', { count: silent - silentSources.length })}
        </Link>
      )}
    </section>
  );
}
