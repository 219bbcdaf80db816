'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { PolicyFacts } from '@/components/incidents/policy/facts';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import type { PolicyVersion } from '@/lib/incidents/view-types';

const TONES: Readonly<Record<PolicyVersion['state'], Tone>> = { planned: 'partly', in_force: 'met', past: 'unknown' };

/** Every version that there ever was, newest first; those that are past are folded. */
export function PolicyVersions({ versions }: { readonly versions: readonly PolicyVersion[] }) {
  const t = useTranslations('incidents.policy');
  const format = useFormatter();
  const exact = (at: string) => format.dateTime(new Date(at), 'exact');
  return (
    <ol className="flex flex-col">
      {versions.map((version) => (
        <li key={version.id} className="border-line border-t py-4">
          <div className="mb-2 flex flex-wrap items-center gap-2">
            <h3 className="font-semibold">{t('version', { number: version.number })}</h3>
            <Badge tone={TONES[version.state]}>{t(`states.${version.state}`)}</Badge>
            <span className="text-muted text-xs">
              {version.createdByName === ''
                ? t('asDelivered')
                : t('by', {
                    from: exact(version.validFrom),
                    name: version.createdByName,
                    at: exact(version.createdAt),
                  })}
            </span>
          </div>
          {version.state === 'past' ? (
            <details>
              <summary className="w-fit cursor-pointer py-1 text-muted">{t('show')}</summary>
              <PolicyFacts promises={version} />
            </details>
          ) : (
            <PolicyFacts promises={version} />
          )}
        </li>
      ))}
    </ol>
  );
}
