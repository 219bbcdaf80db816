'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useInventoryVerb } from '@/components/assets/inventory/use-inventory-verb';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { splitNameAction } from '@/lib/assets/actions';
import type { AssetDetail, NameView, SightingView } from '@/lib/assets/inventory-types';

/** The names of an asset, and under each who told of it. */
export function AssetNames({ asset }: { readonly asset: AssetDetail }) {
  return (
    <ul className="flex flex-col gap-3">
      {asset.names.map((name) => (
        <li key={name.id}>
          <NameLine asset={asset} name={name} />
          <ul className="mt-1 ml-3 border-line border-l pl-3">
            {name.sightings.map((sighting) => (
              <Sighting key={`${sighting.via} ${sighting.href}`} sighting={sighting} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function NameLine({ asset, name }: { readonly asset: AssetDetail; readonly name: NameView }) {
  const t = useTranslations('inventory');
  const { give, busy } = useInventoryVerb();
  const { id, version, products } = asset;
  const mayWrite = products.length > 0;
  return (
    <span className="flex flex-wrap items-center gap-2">
      <code className="wrap-anywhere font-mono text-xs">{name.key}</code>
      {name.product !== asset.product.name && <span className="text-muted text-xs">{name.product}</span>}
      {name.held && <Badge>{t('detail.held')}</Badge>}
      {mayWrite && !name.own && (
        <Button
          size="sm"
          variant="ghost"
          busy={busy}
          aria-label={t('split.openOf', { name: name.key })}
          onClick={() => void give(() => splitNameAction({ id, version, nameId: name.id }), t('split.done'))}
        >
          {t('split.open')}
        </Button>
      )}
    </span>
  );
}

function Sighting({ sighting }: { readonly sighting: SightingView }) {
  const t = useTranslations('inventory');
  const { via, label, href, firstSeenAt, lastSeenAt, detail } = sighting;
  return (
    <li className="py-0.5">
      <span className="text-muted text-xs">{t(`via.${via}`)}</span>{' '}
      <Link href={href} prefetch={false} className="wrap-anywhere hover:underline">
        {label}
      </Link>
      {detail !== '' && <span className="wrap-anywhere text-muted text-xs"> · {t('detail.version', { detail })}</span>}
      <span className="block text-muted text-xs">
        {t('detail.firstSeen')} <RelativeTime at={firstSeenAt} /> · {t('detail.lastSeen')}{' '}
        <RelativeTime at={lastSeenAt} />
      </span>
    </li>
  );
}
