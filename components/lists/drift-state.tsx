'use client';

import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { findingsHref } from '@/lib/findings/search-params';
import { DRIFT_SCANNER } from '@/lib/imports/drift-source';
import type { ListView } from '@/lib/lists/view-types';

/** More than an address can hold: then it leads to drift of all kinds. */
const SOURCES_MAX = 40;

/** How the place stands against its lists: unknown as long as nothing was compared. */
export function DriftState({ view: { drifted, driftSources, comparedAt, product } }: { readonly view: ListView }) {
  const t = useTranslations('lists.state');
  if (comparedAt === null) {
    return (
      <p className="mb-3 flex flex-wrap items-center gap-2">
        <Badge tone="unknown" mark={<CircleDashed />}>
          {t('unknown')}
        </Badge>
        <span className="text-muted">{t('unknownDetail')}</span>
      </p>
    );
  }
  return (
    <p className="mb-3 flex flex-wrap items-center gap-2">
      <Badge tone={drifted > 0 ? 'missed' : 'met'} mark={drifted > 0 ? <CircleAlert /> : <CircleCheck />}>
        {product ? t('drifted', { count: drifted }) : t('driftedIn', { count: drifted, products: driftSources.length })}
      </Badge>
      {drifted > 0 && (
        <Link
          className="text-accent underline underline-offset-3"
          href={findingsHref(
            driftSources.length > SOURCES_MAX ? { scanner: [DRIFT_SCANNER] } : { source: [...driftSources] },
          )}
        >
          {t('show')}
        </Link>
      )}
      <span className="text-muted">
        {t('compared')} <RelativeTime at={comparedAt} />
      </span>
    </p>
  );
}
