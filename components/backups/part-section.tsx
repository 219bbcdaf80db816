'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Timeline } from '@/components/backups/picture/timeline';
import { useLength, useSize } from '@/components/backups/words';
import { Badge } from '@/components/ui/badge';
import type { PartView, ServiceDetail } from '@/lib/backups/view-types';

type Props = { readonly part: PartView; readonly alone: boolean; readonly service: ServiceDetail };

/** One part of a service: what a loss now would cost, what can be brought back, and the picture. */
export function PartSection({ part, alone, service }: Props) {
  const t = useTranslations('backups.detail');
  const length = useLength();
  const lose =
    part.loseNow === null
      ? alone
        ? t('loseOneAll')
        : t('loseAll', { part: part.part })
      : alone
        ? t('loseOne', { seconds: length(part.loseNow) })
        : t('lose', { part: part.part, seconds: length(part.loseNow) });
  return (
    <section className="flex flex-col gap-5">
      <div>
        <h2 className="font-semibold text-lg">{lose}</h2>
        <Facts part={part} />
      </div>
      <Sites part={part} />
      <Timeline
        part={part}
        checks={service.checks}
        tests={service.tests}
        targetSeconds={service.objectives.rpoMinutes * 60}
        from={service.from}
        now={service.now}
      />
    </section>
  );
}

function Facts({ part }: { readonly part: PartView }) {
  const t = useTranslations('backups');
  const format = useFormatter();
  const length = useLength();
  const size = useSize();
  const exact = (at: string) => format.dateTime(new Date(at), 'exact');
  const facts = [
    part.newest && t('detail.point', { at: exact(part.newest), degree: t(`degrees.${part.degree}`) }),
    part.anyFrom &&
      part.anyUntil &&
      t('detail.rangeAny', {
        from: exact(part.anyFrom),
        to: exact(part.anyUntil),
        repository: part.anyRepository || 'none',
      }),
    part.oldest && t('detail.rangeCopies', { count: part.copies, from: exact(part.oldest) }),
    part.worst && t('detail.worst', { seconds: length(part.worst.seconds) }),
    part.achievable !== null && t('detail.achievable', { seconds: length(part.achievable) }),
    part.size && t('detail.growth', { size: size(part.size.now), perDay: size(part.size.perDay) }),
    part.duration &&
      part.duration.perDay > 0 &&
      t('detail.longer', { seconds: length(part.duration.now), perDay: length(part.duration.perDay) }),
  ];
  return (
    <ul className="mt-1 flex flex-wrap gap-x-5 gap-y-0.5 text-muted">
      {facts.flatMap((fact) => (fact ? [<li key={fact}>{fact}</li>] : []))}
    </ul>
  );
}

function Sites({ part: { sites } }: { readonly part: PartView }) {
  const t = useTranslations('backups.detail');
  const format = useFormatter();
  if (sites.length === 0) return null;
  return (
    <div>
      <h3 className="font-medium text-muted text-xs">{t('sitesTitle')}</h3>
      <ul className="flex flex-col">
        {sites.map(({ name, newest, encryption, immutableUntil, fresh }) => (
          <li key={`${name} ${newest}`} className="flex min-h-6 flex-wrap items-center gap-x-3">
            <span className="font-medium">{name || '–'}</span>
            <span className="text-muted">{format.dateTime(new Date(newest), 'exact')}</span>
            <span className="text-muted">{encryption}</span>
            {immutableUntil && (
              <span className="text-muted">
                {t('immutable', { at: format.dateTime(new Date(immutableUntil), 'exact') })}
              </span>
            )}
            {!fresh && <Badge tone="missed">{t('stale')}</Badge>}
          </li>
        ))}
      </ul>
    </div>
  );
}
