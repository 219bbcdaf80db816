import type { useFormatter, useTranslations } from 'next-intl';
import { wordsIn } from '@/lib/compliance/rules';
import type { Moment } from '@/lib/compliance/search-params';
import type { ControlRow, FrameworkView } from '@/lib/compliance/view-types';
import type { Block, PlainDocument } from '@/lib/core/document/types';
import type { Column } from '@/lib/core/download';
import type { Locale } from '@/lib/core/i18n/locales';

const applies = ({ decision }: ControlRow) =>
  decision.applicable === null ? 'undecided' : decision.applicable ? 'yes' : 'no';

const exceptionsOf = ({ backings }: ControlRow) => backings.flatMap(({ exceptions }) => exceptions);

/** The statement of applicability as a table; its heads are English in every language: machines and auditors read it alike. */
export function statementColumns(locale: string): readonly Column<ControlRow>[] {
  return [
    { name: 'control', of: (row) => row.id },
    { name: 'title', of: (row) => wordsIn(row.title, locale) },
    { name: 'applicable', of: applies },
    { name: 'justification', of: (row) => row.decision.justification },
    { name: 'state', of: (row) => row.state },
    { name: 'implementation', of: (row) => row.decision.implementation },
    { name: 'reference', of: (row) => row.decision.reference },
    { name: 'owner', of: (row) => row.decision.owner?.name ?? null },
    { name: 'safeguards', of: (row) => row.backings.map(({ safeguard, coverage }) => `${safeguard} ${coverage}`) },
    { name: 'exceptions', of: (row) => exceptionsOf(row).map(({ number }) => `#${number}`) },
    { name: 'oldest_evidence', of: (row) => row.freshAt },
    { name: 'decided_at', of: (row) => row.decision.at },
    { name: 'decided_by', of: (row) => row.decision.by },
  ];
}

export type StatementWords = {
  readonly t: ReturnType<typeof useTranslations<'compliance'>>;
  readonly format: ReturnType<typeof useFormatter>;
  readonly locale: Locale;
};

/** Cells of a document's row stay on one page. */
const CELL_MAX = 900;
const cell = (text: string) => (text.length > CELL_MAX ? `${text.slice(0, CELL_MAX)}…` : text);

function lineOf(row: ControlRow, { t, format, locale }: StatementWords): readonly string[] {
  const { decision, backings, state } = row;
  const said = decision.applicable === null ? 'undecided' : decision.applicable ? 'applies' : 'appliesNot';
  const owner = decision.owner && `${t('controls.owner')}: ${decision.owner.name}`;
  const evidence = row.freshAt && `${t('controls.evidence')}: ${format.dateTime(new Date(row.freshAt), 'day')}`;
  const how = [
    owner ?? '',
    decision.implementation,
    decision.reference,
    backings.map(({ safeguard }) => safeguard).join(' '),
  ];
  const exceptions = exceptionsOf(row).map(({ number, approvedBy, expiresAt }) =>
    t('exceptions.short', { number: String(number), by: approvedBy, day: format.dateTime(new Date(expiresAt), 'day') }),
  );
  return [
    `${row.id} ${wordsIn(row.title, locale)}`,
    t(`decision.${said}`),
    cell(decision.justification),
    decision.applicable === false
      ? '–'
      : [t(`states.${state}`), ...(evidence ? [evidence] : []), ...exceptions].join('\n'),
    cell(how.filter((part) => part !== '').join('\n')),
  ];
}

/** The statement of applicability: each control, whether it applies and why, its state, how it is put into practice. */
export function statementDocument(framework: FrameworkView, { at }: Moment, words: StatementWords): PlainDocument {
  const { t, format, locale } = words;
  const { title, version, issuer, licence, source, summary, rows, groups } = framework;
  const head = (['control', 'applicable', 'justification', 'state', 'implementation'] as const).map((name) =>
    t(`statement.${name}`),
  );
  const tables = groups.flatMap(({ id, title: name }): Block[] => {
    const own = rows.filter(({ group }) => group === id);
    const label = wordsIn(name, locale);
    return [
      { kind: 'heading', level: 2, text: label },
      { kind: 'table', label, head, rows: own.map((row) => lineOf(row, words)), widths: [28, 12, 22, 13, 25] },
    ];
  });
  return {
    title: `${t('statement.title')}: ${title}`,
    subtitle: `${version} · ${issuer}\n${t('statement.asOf', { at: format.dateTime(at, 'exact') })}`,
    language: locale,
    author: 'Lagebild',
    created: at,
    blocks: [
      {
        kind: 'figures',
        label: t('statement.title'),
        items: [
          { name: t('statement.applying'), value: format.number(summary.applicable, 'integer') },
          { name: t('states.met'), value: format.number(summary.counts.met, 'integer') },
          { name: t('states.not_met'), value: format.number(summary.counts.not_met, 'integer') },
          { name: t('states.excepted'), value: format.number(summary.counts.excepted, 'integer') },
          { name: t('states.not_assessed'), value: format.number(summary.counts.not_assessed, 'integer') },
          { name: t('statement.excluded'), value: format.number(summary.notApplicable, 'integer') },
        ],
      },
      { kind: 'text', text: t('method') },
      ...tables,
      { kind: 'text', muted: true, text: t('statement.terms', { licence, source }) },
    ],
    foot: `${t('statement.title')}: ${title}`,
    pageName: (page, pages) => t('statement.page', { page, pages }),
  };
}
