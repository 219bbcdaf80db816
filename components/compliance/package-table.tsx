import { useFormatter, useTranslations } from 'next-intl';
import { FetchPackage } from '@/components/compliance/fetch-package';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import type { Tone } from '@/components/ui/tone';
import type { PackageRow, PackageState } from '@/lib/compliance/data/packages';

const TONES: Readonly<Record<PackageState, Tone>> = {
  asked: 'neutral',
  ready: 'met',
  failed: 'missed',
  expired: 'unknown',
};

type Props = {
  readonly packages: readonly PackageRow[];
  readonly frameworks: readonly { readonly id: string; readonly title: string }[];
  readonly take: boolean;
};

/** Packages, the newest first, each with its hash: whoever holds the file can compare. */
export function PackageTable({ packages, frameworks, take }: Props) {
  const t = useTranslations('compliance.packages');
  const format = useFormatter();
  const titles = new Map(frameworks.map(({ id, title }) => [id, title]));
  return (
    <Table label={t('label')} stacked>
      <thead>
        <tr>
          <Th>{t('framework')}</Th>
          <Th>{t('asOf')}</Th>
          <Th>{t('state')}</Th>
          <Th>{t('asked')}</Th>
          <Th>{t('expires')}</Th>
          <Th numeric>{t('size')}</Th>
          {take && <Th />}
        </tr>
      </thead>
      <tbody>
        {packages.map(({ id, framework, asOf, state, askedAt, askedBy, expiresAt, size, sha256 }) => (
          <tr key={id} className="align-top">
            <Td className="max-w-md">
              <span className="font-medium wrap-anywhere">{titles.get(framework) ?? framework}</span>
              {sha256 !== null && (
                <span className="block font-mono text-muted text-xs wrap-anywhere">{`${t('hash')} ${sha256}`}</span>
              )}
            </Td>
            <Td label={t('asOf')}>{format.dateTime(new Date(asOf), 'exact')}</Td>
            <Td label={t('state')}>
              <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
              {state === 'failed' && <span className="block text-muted text-xs">{t('failedHint')}</span>}
            </Td>
            <Td label={t('asked')}>
              <RelativeTime at={askedAt} />
              <span className="block text-muted text-xs">{askedBy}</span>
            </Td>
            <Td label={t('expires')}>{expiresAt === null ? '–' : format.dateTime(new Date(expiresAt), 'day')}</Td>
            <Td numeric label={t('size')} className="tabular-nums">
              {size === null ? '–' : t('bytes', { size })}
            </Td>
            {take && (
              <Td numeric>
                {state === 'ready' && (
                  <FetchPackage id={id} framework={titles.get(framework) ?? framework} asOf={asOf} />
                )}
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
