import { useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import type { AuditRowDto } from '@/lib/audit/types';

export function AuditTable({ rows }: { readonly rows: readonly AuditRowDto[] }) {
  const t = useTranslations('audit');
  return (
    <Table label={t('title')} stacked>
      <thead>
        <tr>
          <Th>{t('time')}</Th>
          <Th>{t('person')}</Th>
          <Th>{t('action')}</Th>
          <Th>{t('target')}</Th>
          <Th>{t('detail')}</Th>
          <Th numeric>{t('seal')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ row }: { readonly row: AuditRowDto }) {
  const t = useTranslations('audit');
  const { actor, target } = row;
  const kind = actor.kind === 'token' || actor.kind === 'system' ? actor.kind : null;
  return (
    <tr id={`row-${row.id}`} className="align-top">
      <Td>
        <RelativeTime at={row.at} />
      </Td>
      <Td label={t('person')}>
        {actor.name} {kind && <span className="text-muted text-xs">{t(`kinds.${kind}`)}</span>}
      </Td>
      <Td label={t('action')}>
        <code className="font-mono text-xs">{row.action}</code>
      </Td>
      <Td label={t('target')}>
        {target.kind} <code className="hidden font-mono text-muted text-xs sm:inline">{target.id}</code>
      </Td>
      <Td>
        <details>
          <summary className="min-h-6 cursor-pointer">{`#${row.id}`}</summary>
          <pre className="max-w-xl overflow-x-auto font-mono text-xs whitespace-pre-wrap break-all">{row.text}</pre>
        </details>
      </Td>
      <Td label={t('seal')} numeric>
        {row.seal ?? <span className="text-muted">{t('unsealed')}</span>}
      </Td>
    </tr>
  );
}
