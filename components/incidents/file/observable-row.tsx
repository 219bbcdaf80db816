'use client';

import { Ellipsis, OctagonAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ReasonDialog } from '@/components/incidents/file/reason-dialog';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu';
import { eventsHref } from '@/lib/events/search-params';
import { judgeObservableAction, removeObservableAction } from '@/lib/incidents/file/actions';
import { searchFor } from '@/lib/incidents/file/search-for';
import { type CaseThings, MALICIOUS, type ObservableView, TLP } from '@/lib/incidents/file/types';
import { incidentName } from '@/lib/incidents/priority';

type Props = { readonly file: CaseThings; readonly observable: ObservableView };

/** One with what it is, where else it was seen, and what may be done with it. */
export function ObservableRow({ file, observable }: Props) {
  const t = useTranslations('incidentFile.observables');
  const { kind, value, note, malicious, tlp, alsoIn } = observable;
  return (
    <li className="flex items-start justify-between gap-2 border-line border-b py-2">
      <div className="min-w-0">
        <span className="font-mono wrap-anywhere">{value}</span>
        <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-xs">
          <span>{t(`kinds.${kind}`)}</span>
          <Badge
            tone={malicious === 'yes' ? 'missed' : malicious === 'no' ? 'met' : 'neutral'}
            mark={malicious === 'yes' && <OctagonAlert />}
          >
            {t(`malicious.${malicious}`)}
          </Badge>
          <Badge>{t(`tlp.${tlp}`)}</Badge>
          <Link
            href={eventsHref('/events', { q: searchFor(observable), last: '30d' })}
            prefetch={false}
            className="text-accent underline"
          >
            {t('inEvents')}
          </Link>
          {alsoIn.length > 0 && (
            <span>
              {t('alsoIn')}{' '}
              {alsoIn.slice(0, 5).map((number) => (
                <Link
                  key={number}
                  href={`/incidents/${number}/file`}
                  prefetch={false}
                  className="mr-1 text-accent underline"
                >
                  {incidentName(number)}
                </Link>
              ))}
            </span>
          )}
        </span>
        {note && <p className="mt-0.5 whitespace-pre-wrap wrap-anywhere">{note}</p>}
      </div>
      {file.mayWrite && <RowMenu file={file} observable={observable} />}
    </li>
  );
}

function RowMenu({ file: { id }, observable }: Props) {
  const t = useTranslations('incidentFile.observables');
  const { give, busy } = useIncidentVerb();
  const [removing, setRemoving] = useState(false);
  const { id: observableId, value, malicious, tlp, note } = observable;
  const judge = (change: Partial<Pick<ObservableView, 'malicious' | 'tlp'>>) =>
    give(
      () =>
        judgeObservableAction({
          ...{ id, observableId, malicious, tlp, note, seen: { malicious, tlp, note } },
          ...change,
        }),
      () => ({ title: t('judged') }),
    );
  const remove = async (reason: string) => {
    const removed = await give(
      () => removeObservableAction({ id, observableId, reason }),
      () => ({ title: t('removed') }),
    );
    if (removed) setRemoving(false);
  };
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button variant="ghost" size="icon" aria-label={t('moreOf', { value })}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuLabel>{t('maliciousLabel')}</MenuLabel>
        {MALICIOUS.filter((one) => one !== malicious).map((one) => (
          <MenuItem key={one} onSelect={() => void judge({ malicious: one })}>
            {t(`malicious.${one}`)}
          </MenuItem>
        ))}
        <MenuSeparator />
        {TLP.filter((one) => one !== tlp).map((one) => (
          <MenuItem key={one} onSelect={() => void judge({ tlp: one })}>
            {t(`tlp.${one}`)}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem onSelect={() => setRemoving(true)}>{t('remove')}</MenuItem>
      </Menu>
      {removing && (
        <ReasonDialog
          title={t('removeTitle')}
          lead={value}
          busy={busy}
          onSubmit={remove}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  );
}
