import { chartTable } from '@/lib/core/document/chart-table';
import type { Block, PlainDocument } from '@/lib/core/document/types';
import type { ReportContent, SectionId, SectionOf } from '@/lib/reports/content';
import { reportName } from '@/lib/reports/place';
import { controlsBlocks } from '@/lib/reports/sections/controls';
import { decideBlocks } from '@/lib/reports/sections/decide';
import { recoveryBlocks, sourcesBlocks, tlsBlocks } from '@/lib/reports/sections/estate';
import { findingsBlocks } from '@/lib/reports/sections/findings';
import { incidentsBlocks } from '@/lib/reports/sections/incidents';
import { postureBlocks, summaryBlocks } from '@/lib/reports/sections/posture';
import { risksBlocks } from '@/lib/reports/sections/risks';
import type { SectionContext } from '@/lib/reports/sections/text';
import type { ReportWords } from '@/lib/reports/words';

/** What a report is made into a page or a file from. */
export type Reported = {
  readonly number: number;
  readonly sha256: string;
  readonly content: ReportContent;
  readonly hidden: number;
};

type Part = { readonly id: string; readonly title: string; readonly blocks: readonly Block[] };

const partBlocks = ({ id, title, blocks }: Part): Block[] =>
  blocks.length === 0 ? [] : [{ kind: 'heading', level: 2, text: title, id }, ...blocks];

function partsOf({ content }: Reported, words: ReportWords): Part[] {
  const { t } = words;
  const { asOf, team, weeks, comparedWith } = content;
  const context: SectionContext = { ...words, asOf, team, weeks, comparedWith };
  const find = <K extends SectionId>(id: K) => content.sections.find((one): one is SectionOf<K> => one.id === id);
  const part = <K extends SectionId>(
    id: K,
    title: string,
    write: (section: SectionOf<K>, context: SectionContext) => Block[],
    name: string = id,
  ): Part[] => {
    const section = find(id);
    return section ? [{ id: name, title, blocks: write(section, context) }] : [];
  };
  return [
    ...part('posture', t('sections.summary'), (one) => summaryBlocks(one, content.sections, context), 'summary'),
    { id: 'decide', title: t('sections.decide'), blocks: decideBlocks(content.sections, context) },
    ...part('posture', t('sections.posture'), postureBlocks),
    ...part('findings', t('sections.findings'), findingsBlocks),
    ...part('tls', t('sections.tls'), tlsBlocks),
    ...part('recovery', t('sections.recovery'), recoveryBlocks),
    ...part('incidents', t('sections.incidents'), incidentsBlocks),
    ...part('controls', t('sections.controls'), controlsBlocks),
    ...part('risks', t('sections.risks'), risksBlocks),
    ...part('sources', t('sections.sources'), sourcesBlocks),
  ];
}

/** What the drawings are drawn from, behind everything else: a file cannot unfold. */
function annex(parts: readonly Part[], { t }: ReportWords): Part {
  const charts = parts.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'chart'));
  const tables = charts.flatMap((chart): Block[] => [
    { kind: 'heading', level: 3, text: chart.label },
    chartTable(chart),
  ]);
  return { id: 'annex', title: t('sections.annex'), blocks: tables };
}

/** The report in one language. `annex`: with a table of each drawing at the end, as a file needs it. */
export function reportDocument(
  reported: Reported,
  words: ReportWords,
  { withAnnex }: { readonly withAnnex: boolean },
): PlainDocument {
  const { t, format, locale } = words;
  const { number, content, sha256, hidden } = reported;
  const place = content.team ? t('place.team', { name: content.team.name }) : t('place.whole');
  const at = format.dateTime(new Date(content.asOf), 'exact');
  const parts = partsOf(reported, words);
  const all = withAnnex ? [...parts, annex(parts, words)] : parts;
  return {
    title: t('document.title', { place }),
    subtitle: [
      t('document.about', { at, weeks: content.weeks }),
      t('document.made', { name: content.madeBy, at: format.dateTime(new Date(content.madeAt), 'exact') }),
      ...(content.asOf.slice(0, 10) < content.madeAt.slice(0, 10) ? [t('document.past')] : []),
      ...(content.team ? [t('document.team')] : []),
      ...(hidden > 0 ? [t('document.hidden', { n: hidden })] : []),
    ].join('\n'),
    language: locale,
    author: content.madeBy,
    created: new Date(content.madeAt),
    blocks: [...all.flatMap(partBlocks), { kind: 'text', text: t('document.sha', { sha256 }), muted: true }],
    foot: t('document.foot', { name: reportName(number), place }),
    pageName: (page, pages) => t('document.page', { page, pages }),
  };
}
