'use client';

import { CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Table, Td, Th } from '@/components/ui/table';
import type { ScanView } from '@/lib/tls/types';
import { VERSION_NAMES } from '@/lib/tls/versions';

type Props = { readonly scan: ScanView; readonly names: Readonly<Record<string, string>> };

/** What well-known clients get: those of today first. */
export function Simulations({ scan: { facts, clientNames }, names }: Props) {
  const t = useTranslations('tls.simulations');
  const [all, setAll] = useState(false);
  const { simulations } = facts;
  if (simulations.length === 0) return <p className="text-unknown-ink">{t('none')}</p>;
  const current = simulations.filter((one) => one.current);
  const older = simulations.filter((one) => !one.current);
  return (
    <>
      <Table label={t('label')} stacked>
        <thead>
          <tr>
            <Th>{t('client')}</Th>
            <Th>{t('version')}</Th>
            <Th>{t('suite')}</Th>
            <Th>{t('group')}</Th>
          </tr>
        </thead>
        <tbody>
          {[...current, ...(all ? older : [])].map(({ client, current: isCurrent, version, suite, group, failure }) => (
            <tr key={client}>
              <Td>
                <span className={isCurrent ? undefined : 'text-muted'}>{clientNames[client] ?? client}</span>
              </Td>
              <Td label={t('version')}>
                {failure === null ? (
                  version && VERSION_NAMES[version]
                ) : (
                  <Badge tone="missed" mark={<CircleX />}>
                    {t('failed', { failure })}
                  </Badge>
                )}
              </Td>
              <Td label={t('suite')}>
                {suite !== null && <code className="font-mono text-xs">{names[String(suite)] ?? suite}</code>}
              </Td>
              <Td label={t('group')}>{group?.name}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {!all && older.length > 0 && (
        <Button size="sm" variant="ghost" className="-ml-2 mt-1" onClick={() => setAll(true)}>
          {t('older', { count: older.length })}
        </Button>
      )}
    </>
  );
}
