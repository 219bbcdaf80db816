'use client';

import { useTranslations } from 'next-intl';
import { useProblem } from '@/components/lists/use-words';
import { Table, Td, Th } from '@/components/ui/table';
import type { TableProblem } from '@/lib/lists/table-problem';
import type { Preview } from '@/lib/lists/view-types';

type Problems = { readonly problems: readonly TableProblem[]; readonly count: number };

/** Each mistake with its place and its remedy; nothing was changed. */
export function ProblemTable({ problems, count }: Problems) {
  const t = useTranslations('lists.file');
  const words = useProblem();
  return (
    <>
      <p className="mb-2 font-medium text-missed-ink">{t('refused', { count })}</p>
      <Table label={t('problem')}>
        <thead>
          <tr>
            <Th numeric>{t('line')}</Th>
            <Th>{t('column')}</Th>
            <Th>{t('problem')}</Th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem) => (
            <tr key={`${problem.line} ${problem.column} ${problem.code} ${problem.params.name}`} className="align-top">
              <Td numeric className="tabular-nums">
                {problem.line}
              </Td>
              <Td>{problem.column && <code className="font-mono">{problem.column}</code>}</Td>
              <Td className="wrap-anywhere">{words(problem)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {count > problems.length && <p className="mt-2 text-muted">{t('more', { count: count - problems.length })}</p>}
    </>
  );
}

/** What saving would change, and what would become drift by it. */
export function PreviewBox({ preview }: { readonly preview: Preview }) {
  const t = useTranslations('lists.preview');
  if (preview.kind === 'refused') return <ProblemTable {...preview} />;
  const { added, changed, removed, opens, closes, examples, partial } = preview;
  return (
    <div className="rounded-md bg-sunken px-3 py-2">
      <p>{t('changes', { added, changed, removed })}</p>
      <p className={opens > 0 ? 'font-medium text-missed-ink' : undefined}>{t('drift', { opens, closes })}</p>
      {examples.length > 0 && (
        <ul className="mt-1 max-h-40 list-disc overflow-y-auto pl-5 font-mono text-xs">
          {examples.map((example) => (
            <li key={example} className="wrap-anywhere">
              {example}
            </li>
          ))}
        </ul>
      )}
      {partial && <p className="mt-1 text-muted text-xs">{t('partial')}</p>}
    </div>
  );
}
