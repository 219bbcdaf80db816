'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { TestDialog } from '@/components/backups/form/test-dialog';
import { WithdrawDialog } from '@/components/backups/form/withdraw-dialog';
import { useLength, useSize } from '@/components/backups/words';
import { Badge } from '@/components/ui/badge';
import { COMPARISONS, TEST_KINDS } from '@/lib/backups/types';
import type { ServiceDetail, TestItem } from '@/lib/backups/view-types';

/** Restores that were made, and when the next is due. */
export function TestList({ service: { id, tests, testDue, rights } }: { readonly service: ServiceDetail }) {
  const t = useTranslations('backups.test');
  const format = useFormatter();
  const due = format.dateTime(new Date(testDue), { dateStyle: 'medium' });
  return (
    <section>
      <div className="mb-1 flex items-center justify-between gap-2">
        <h2 className="font-semibold text-lg">{t('heading')}</h2>
        {rights.test && <TestDialog serviceId={id} />}
      </div>
      <p className="mb-1 text-muted">{tests.length === 0 ? t('none', { due }) : t('next', { due })}</p>
      <ul className="border-line border-t empty:hidden">
        {tests.map((test) => (
          <Test key={test.id} test={test} mayWithdraw={rights.test} />
        ))}
      </ul>
    </section>
  );
}

function Test({ test, mayWithdraw }: { readonly test: TestItem; readonly mayWithdraw: boolean }) {
  const t = useTranslations('backups.test');
  const format = useFormatter();
  const length = useLength();
  const size = useSize();
  const kind = TEST_KINDS.find((one) => one === test.kind) ?? 'test';
  const compared = COMPARISONS.find((one) => one === test.compared) ?? 'none';
  const good = test.result === 'ok';
  return (
    <li className="border-line border-b py-1.5">
      <div
        className={`flex flex-wrap items-center gap-x-3 gap-y-0.5 ${test.withdrawn ? 'line-through opacity-60' : ''}`}
      >
        <time dateTime={test.startedAt} className="font-medium">
          {format.dateTime(new Date(test.startedAt), 'exact')}
        </time>
        <Badge tone={good ? 'met' : 'missed'}>{t(good ? 'results.ok' : 'results.failed')}</Badge>
        <span>{t(`kinds.${kind}`)}</span>
        <span className="tabular-nums">{length(test.seconds)}</span>
        {test.bytes !== null && <span className="tabular-nums">{size(test.bytes)}</span>}
        <span className="text-muted">
          {t(`comparisons.${compared}`)}
          {test.comparedNote && `: ${test.comparedNote}`}
        </span>
        <span className="text-muted">{t('who', { by: test.byName })}</span>
        {mayWithdraw && !test.withdrawn && (
          <span className="ml-auto">
            <WithdrawDialog id={test.id} />
          </span>
        )}
      </div>
      {(test.evidence || test.note) && (
        <p className="text-muted text-xs wrap-anywhere">
          {[test.evidence, test.note].filter((one) => one !== '').join(' · ')}
        </p>
      )}
      {test.withdrawn && <p className="text-missed-ink text-xs">{t('withdrawn', test.withdrawn)}</p>}
    </li>
  );
}
