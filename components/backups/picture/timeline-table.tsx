'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useLength, useSize } from '@/components/backups/words';
import { Table, Td, Th } from '@/components/ui/table';
import { CHECK_METHODS, CHECK_RESULTS, POINT_KINDS, POINT_STATUSES } from '@/lib/backups/types';
import type { CheckItem, GapItem, PartView, TestItem } from '@/lib/backups/view-types';

type Props = {
  readonly part: PartView;
  readonly gaps: readonly GapItem[];
  readonly checks: readonly CheckItem[];
  readonly tests: readonly TestItem[];
};

type Line = {
  readonly key: string;
  readonly at: string;
  readonly what: 'copy' | 'check' | 'restore' | 'gap';
  readonly kind: string;
  readonly status: string;
  readonly seconds: number | null;
  readonly bytes: number | null;
  readonly where: string;
};

const known = <T extends string>(words: readonly T[], word: string) => words.find((one) => one === word);

function useLines({ part, gaps, checks, tests }: Props): Line[] {
  const t = useTranslations('backups');
  const copies = part.points.map((point): Line => {
    const [kind, status] = [known(POINT_KINDS, point.kind), known(POINT_STATUSES, point.status)];
    const said = status ? t(`detail.statuses.${status}`) : point.status;
    return {
      ...{ key: point.key, at: point.at, what: 'copy', seconds: point.seconds, bytes: point.bytes },
      kind: kind ? t(`detail.kinds.${kind}`) : point.kind,
      status: point.restorable ? said : `${said}, ${t('detail.notRestorable')}`,
      where: [point.location, point.repository].filter((one) => one !== '').join(', '),
    };
  });
  const looked = checks.map(({ key, at, method, result, note }): Line => {
    const [how, end] = [known(CHECK_METHODS, method), known(CHECK_RESULTS, result)];
    const said = { kind: how ? t(`detail.methods.${how}`) : method, status: end ? t(`detail.results.${end}`) : result };
    return { key, at, what: 'check', ...said, seconds: null, bytes: null, where: note };
  });
  const restored = tests.map(({ id, startedAt, seconds, bytes, result, byName }): Line => {
    const status = t(result === 'ok' ? 'detail.results.ok' : 'detail.results.failed');
    return { key: id, at: startedAt, what: 'restore', kind: byName, status, seconds, bytes, where: '' };
  });
  const risks = gaps.map(({ from, seconds }): Line => {
    return { key: `gap ${from}`, at: from, what: 'gap', kind: '', status: '', seconds, bytes: null, where: '' };
  });
  return [...copies, ...looked, ...restored, ...risks].sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** What the picture shows, line by line, the newest first. */
export function TimelineTable(props: Props) {
  const t = useTranslations('backups.detail');
  const format = useFormatter();
  const length = useLength();
  const size = useSize();
  const lines = useLines(props);
  return (
    <Table label={t('picture')}>
      <thead>
        <tr>
          <Th>{t('table.at')}</Th>
          <Th>{t('table.what')}</Th>
          <Th>{t('table.kind')}</Th>
          <Th>{t('table.status')}</Th>
          <Th numeric>{t('table.length')}</Th>
          <Th numeric>{t('table.size')}</Th>
          <Th>{t('table.where')}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.what} ${line.key}`}>
            <Td className="whitespace-nowrap">{format.dateTime(new Date(line.at), 'exact')}</Td>
            <Td>{t(`what.${line.what}`)}</Td>
            <Td>{line.kind}</Td>
            <Td>{line.status}</Td>
            <Td numeric>{line.seconds === null ? '' : length(line.seconds)}</Td>
            <Td numeric>{line.bytes === null ? '' : size(line.bytes)}</Td>
            <Td className="max-w-60 wrap-anywhere">{line.where}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
