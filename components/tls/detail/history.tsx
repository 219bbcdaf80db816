'use client';

import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChangeText } from '@/components/tls/detail/change-text';
import { GradeBadge } from '@/components/tls/grade-badge';
import { Why } from '@/components/tls/why';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Select } from '@/components/ui/select';
import { compareQuery } from '@/lib/tls/queries';
import type { EndpointDetail, ScanItem } from '@/lib/tls/types';

const SHOWN = 10;

/** Each scan, newest first, with what it found changed; any two whose facts are kept can be compared. */
export function ScanHistory({ endpoint }: { readonly endpoint: EndpointDetail }) {
  const t = useTranslations('tls.history');
  const [all, setAll] = useState(false);
  const { history, suiteNames } = endpoint;
  if (history.length === 0) return <p className="text-muted">{t('none')}</p>;
  const shown = all ? history : history.slice(0, SHOWN);
  return (
    <>
      <Compare endpoint={endpoint} />
      <ol className="flex flex-col">
        {shown.map((scan) => (
          <Scan key={scan.id} scan={scan} suiteNames={suiteNames} />
        ))}
      </ol>
      {shown.length < history.length && (
        <Button size="sm" variant="ghost" className="-ml-2 mt-1" onClick={() => setAll(true)}>
          {t('all', { count: history.length })}
        </Button>
      )}
    </>
  );
}

type ScanProps = { readonly scan: ScanItem; readonly suiteNames: EndpointDetail['suiteNames'] };

function Scan({ scan, suiteNames }: ScanProps) {
  const t = useTranslations('tls.history');
  const { state, trigger, by, createdAt, finishedAt, letter, why, changes } = scan;
  return (
    <li className="flex items-start gap-3 border-line border-t py-2">
      <GradeBadge letter={letter} />
      <div className="min-w-0 flex-1">
        <p className="text-muted text-xs">
          <RelativeTime at={finishedAt ?? createdAt} /> · {t(`triggers.${trigger}`, { name: by })}
          {state !== 'done' && ` · ${t(`states.${state}`)}`}
        </p>
        {why !== null && (
          <p className="text-unknown-ink">
            <Why why={why} />
          </p>
        )}
        {state === 'done' && trigger !== 'added' && changes.length === 0 && (
          <p className="text-muted">{t('nothing')}</p>
        )}
        <ul>
          {changes.map((change) => (
            <ChangeText
              key={`${change.kind} ${JSON.stringify(change.params)}`}
              change={change}
              suiteNames={suiteNames}
            />
          ))}
        </ul>
      </div>
    </li>
  );
}

function Compare({ endpoint: { id, history } }: { readonly endpoint: EndpointDetail }) {
  const t = useTranslations('tls.history');
  const format = useFormatter();
  const kept = history.filter((scan) => scan.kept && scan.state === 'done');
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  if (kept.length < 2) return null;
  const options = kept.map((scan) => ({
    value: scan.id,
    label: `${scan.letter ?? '?'} · ${format.dateTime(new Date(scan.createdAt), 'exact')}`,
  }));
  return (
    <div className="mb-3">
      <p className="mb-1 text-muted">{t('compare')}</p>
      <div className="grid gap-2 sm:grid-cols-[repeat(2,minmax(0,20rem))]">
        <Select
          label={t('from')}
          options={options.filter(({ value }) => value !== to)}
          value={from}
          placeholder={t('from')}
          onValueChange={setFrom}
        />
        <Select
          label={t('to')}
          options={options.filter(({ value }) => value !== from)}
          value={to}
          placeholder={t('to')}
          onValueChange={setTo}
        />
      </div>
      <div role="status" className="mt-1">
        {from && to && <Compared id={id} from={from} to={to} />}
      </div>
    </div>
  );
}

type ComparedProps = { readonly id: string; readonly from: string; readonly to: string };

function Compared({ id, from, to }: ComparedProps) {
  const t = useTranslations('tls.history');
  const { data, isError } = useQuery(compareQuery(id, from, to));
  if (isError) return <p className="text-missed-ink">{t('compareFailed')}</p>;
  if (!data) return null;
  if (data.changes.length === 0) return <p className="text-muted">{t('same')}</p>;
  return (
    <ul>
      {data.changes.map((change) => (
        <ChangeText
          key={`${change.kind} ${JSON.stringify(change.params)}`}
          change={change}
          suiteNames={data.suiteNames}
        />
      ))}
    </ul>
  );
}
