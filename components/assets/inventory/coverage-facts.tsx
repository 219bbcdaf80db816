import { useTranslations } from 'next-intl';
import { CoverageBadge } from '@/components/assets/inventory/coverage-badge';
import { RelativeTime } from '@/components/ui/relative-time';
import type { AssetDetail } from '@/lib/assets/inventory-types';
import { PROTECTIONS } from '@/lib/assets/kinds';

/** How each protection covers the asset, why that is said, and what to do. */
export function CoverageFacts({ asset }: { readonly asset: AssetDetail }) {
  const t = useTranslations('inventory');
  const { coverage, scannedAt, edrAt } = asset;
  const seenAt = { scan: scannedAt, edr: edrAt, backup: null, tls: null };
  return (
    <dl className="flex flex-col gap-2">
      {PROTECTIONS.map((protection) => {
        const at = seenAt[protection];
        return (
          <div key={protection} className="grid gap-x-3 sm:grid-cols-[6rem_minmax(0,1fr)]">
            <dt className="text-muted">{t(`columns.${protection}`)}</dt>
            <dd>
              <CoverageBadge of={protection} state={coverage[protection]} />
              {at && (
                <span className="ml-2 text-muted text-xs">
                  <RelativeTime at={at} />
                </span>
              )}
              <span className="block text-xs">{t(`why.${protection}.${coverage[protection]}`)}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
