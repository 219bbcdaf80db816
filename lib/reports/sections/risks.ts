import { ACCEPTANCE_REASONS, ACCEPTANCE_SCOPES } from '@/lib/acceptances/types';
import type { Block } from '@/lib/core/document/types';
import { severityName } from '@/lib/findings/severity';
import type { SectionOf } from '@/lib/reports/content';
import { dayText, linkNote, muted, type SectionContext, text } from '@/lib/reports/sections/text';

type Risks = SectionOf<'risks'>;
type Row = Risks['rows'][number];

/** The register, narrowed to one. */
export const riskHref = (number: number) => `/acceptances?q=${encodeURIComponent(`#${number}`)}`;

function aboutText({ scope, of }: Row, { acceptances }: SectionContext): string {
  const known = ACCEPTANCE_SCOPES.find((one) => one === scope);
  return [known ? acceptances(`scopes.${known}`) : scope, of].filter(Boolean).join(': ');
}

function reasonText({ reason }: Row, { acceptances }: SectionContext): string {
  const known = ACCEPTANCE_REASONS.find((one) => one === reason);
  return known ? acceptances(`reasons.${known}`) : reason;
}

/** Risks that are borne on purpose, those first that end first. */
export function risksBlocks({ total, rows }: Risks, context: SectionContext): Block[] {
  const { t, findings } = context;
  if (total === 0) return [text(t('risks.none'))];
  const columns = ['number', 'product', 'about', 'ceiling', 'reason', 'approver', 'until'] as const;
  return [
    text(t('risks.lead', { n: total })),
    {
      ...{ kind: 'table', label: t('sections.risks'), widths: [2, 3, 4, 3, 4, 3, 3] },
      head: columns.map((column) => t(`risks.${column}`)),
      rows: rows.map((row) => [
        ...[`#${row.number}`, row.product, aboutText(row, context), findings(`severity.${severityName(row.ceiling)}`)],
        ...[reasonText(row, context), row.approver, dayText(context, row.expiresAt)],
      ]),
      links: rows.map(({ number }) => riskHref(number)),
      ...linkNote(context, 'today'),
    },
    ...(total > rows.length ? [muted(t('risks.more', { n: total - rows.length }))] : []),
  ];
}
