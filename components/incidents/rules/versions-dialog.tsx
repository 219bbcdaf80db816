'use client';

import { useTranslations } from 'next-intl';
import { useRuleWords } from '@/components/incidents/rules/use-rule-words';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { RelativeTime } from '@/components/ui/relative-time';
import type { IncidentRuleView } from '@/lib/incident-rules/types';

type Props = { readonly rule: Pick<IncidentRuleView, 'name' | 'version' | 'versions'> };

/** Every version of a rule: what it was, who made it so, and why. */
export function RuleVersions({ rule: { name, version, versions } }: Props) {
  const t = useTranslations('incidentFile.rules');
  const { whenOf, declaresOf } = useRuleWords();
  const shown = t('versions.number', { number: version });
  return (
    <Dialog
      title={t('versions.title')}
      description={name}
      trigger={
        <Button size="sm" variant="ghost" aria-label={`${shown}, ${t('versions.openOne', { rule: name })}`}>
          {shown}
        </Button>
      }
      className="max-sm:top-2 max-sm:max-h-[calc(100dvh-1rem)] max-sm:w-[calc(100vw-1rem)]"
    >
      {versions.length === 0 && <p className="text-muted">{t('versions.none')}</p>}
      <ol className="flex flex-col">
        {versions.map((one) => (
          <li key={one.number} className="wrap-anywhere border-line border-t py-2 first:border-t-0">
            <p>
              <span className="font-medium">{t('versions.number', { number: one.number })}</span>{' '}
              {t(`versions.verbs.${one.verb}`)}{' '}
              <span className="text-muted text-xs">
                {one.by} · <RelativeTime at={one.at} />
              </span>
            </p>
            {one.note !== '' && <p>{one.note}</p>}
            <p className="text-muted">{[one.name, whenOf(one.facts)].join(' · ')}</p>
            <p className="text-muted">{[declaresOf(one.facts), one.facts.title].join(' · ')}</p>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
