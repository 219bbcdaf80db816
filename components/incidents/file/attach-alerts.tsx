'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Line } from '@/components/incidents/file/line';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { PagedList } from '@/components/layout/list-states';
import { useSettled } from '@/components/layout/use-settled';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { RelativeTime } from '@/components/ui/relative-time';
import { attachableAlertsQuery } from '@/lib/alerts/queries';
import { alertName } from '@/lib/alerts/rules';
import type { AlertRow } from '@/lib/alerts/types';
import { attachAlertsAction } from '@/lib/incidents/actions';
import type { CaseThings } from '@/lib/incidents/file/types';
import { ALERTS_MAX } from '@/lib/incidents/schema';

type Props = { readonly file: CaseThings };

/** Alerts of the product that could belong to it, whatever state they are in: found by number, words or entity. */
export function AttachAlerts({ file }: Props) {
  const t = useTranslations('incidentFile.alerts');
  const [open, setOpen] = useState(false);
  return open ? (
    <Search file={file} onClose={() => setOpen(false)} />
  ) : (
    <Button className="mt-3" onClick={() => setOpen(true)}>
      {t('attach')}
    </Button>
  );
}

function Search({ file: { id, productSlug, alerts }, onClose }: Props & { readonly onClose: () => void }) {
  const t = useTranslations('incidentFile.alerts');
  const { give, busy } = useIncidentVerb();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const query = useInfiniteQuery(attachableAlertsQuery(productSlug, useSettled(text.trim(), 250)));
  const has = new Set(alerts.map((alert) => alert.id));
  const choose = (alertId: string, is: boolean) => {
    const next = new Set(chosen);
    if (is) next.add(alertId);
    else next.delete(alertId);
    setChosen(next);
  };
  const attach = async () => {
    const done = await give(
      () => attachAlertsAction({ id, alerts: [...chosen] }),
      (count) => ({ title: t('attached', { count }) }),
    );
    if (done) setChosen(new Set());
  };
  return (
    <section aria-label={t('attach')} className="mt-3 border-line border-l-2 pl-4">
      <Input
        type="search"
        className="w-96 max-w-full"
        aria-label={t('search')}
        placeholder={t('search')}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
      />
      <PagedList query={query} empty={<p className="py-2 text-muted">{t('nothing')}</p>}>
        {(rows) => (
          <ul>
            {rows
              .filter((row) => !has.has(row.id))
              .map((row) => (
                <Found key={row.id} row={row} chosen={chosen.has(row.id)} onChoose={(is) => choose(row.id, is)} />
              ))}
          </ul>
        )}
      </PagedList>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          variant="primary"
          busy={busy}
          disabled={chosen.size === 0 || chosen.size > ALERTS_MAX}
          onClick={() => void attach()}
        >
          {t('add', { count: chosen.size })}
        </Button>
        <Button onClick={onClose}>{t('done')}</Button>
      </div>
    </section>
  );
}

type FoundProps = { readonly row: AlertRow; readonly chosen: boolean; readonly onChoose: (chosen: boolean) => void };

function Found({ row, chosen, onChoose }: FoundProps) {
  const t = useTranslations('incidentFile.alerts');
  const states = useTranslations('alerts.states');
  const title = `${alertName(row.number)} ${row.title}`;
  return (
    <Line
      severity={row.severity}
      href={`/alerts/${row.number}`}
      title={title}
      more={
        <>
          {[states(row.state), row.rule, t('events', { count: row.events })].join(' · ')}
          {' · '}
          <RelativeTime at={row.lastAt} />
        </>
      }
      verb={<Checkbox aria-label={t('choose', { alert: title })} checked={chosen} onCheckedChange={onChoose} />}
    />
  );
}
