import type { Block, ChartTone } from '@/lib/core/document/types';
import { AGE_NAMES } from '@/lib/findings/search-params';
import { SEVERITIES } from '@/lib/findings/severity';
import type { SectionOf } from '@/lib/reports/content';
import {
  heading,
  hrefOf,
  integer,
  muted,
  plainDay,
  type SectionContext,
  shareText,
  spanText,
  text,
} from '@/lib/reports/sections/text';

type Findings = SectionOf<'findings'>;

const WORST_FIRST = [...SEVERITIES].reverse();
const FLOW_TONES = { found: 'high', back: 'critical', fixed: 'met', dismissed: 'info' } as const satisfies Record<
  string,
  ChartTone
>;
const FLOWS = ['found', 'back', 'fixed', 'dismissed'] as const;
const DAY_SECONDS = 86_400;

function openChart({ weeks }: Findings, context: SectionContext): Block[] {
  const { t, findings } = context;
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (!first || !last) return [];
  return [
    {
      ...{ kind: 'chart', shape: 'stack', label: t('findings.open'), axis: t('findings.weekTo') },
      alt: t('findings.openAlt', {
        ...{ from: plainDay(context, first.day), before: first.open },
        ...{ to: plainDay(context, last.day), now: last.open },
      }),
      series: SEVERITIES.map((severity) => ({ name: findings(`severity.${severity}`), tone: severity })),
      points: weeks.map(({ day, severities }) => ({
        name: plainDay(context, day),
        values: SEVERITIES.map((one) => Math.max(0, severities[one])),
        shown: SEVERITIES.map((one) => integer(context, severities[one])),
      })),
    },
  ];
}

function flowChart({ weeks }: Findings, context: SectionContext): Block[] {
  const { t } = context;
  const within = weeks.slice(1);
  const sum = (flow: (typeof FLOWS)[number]) => within.reduce((all, week) => all + week[flow], 0);
  return [
    {
      ...{ kind: 'chart', shape: 'groups', label: t('findings.flow'), axis: t('findings.weekTo') },
      alt: t('findings.flowAlt', {
        ...{ found: sum('found'), back: sum('back'), fixed: sum('fixed'), dismissed: sum('dismissed') },
      }),
      series: FLOWS.map((flow) => ({ name: t(`findings.${flow}`), tone: FLOW_TONES[flow] })),
      points: within.map((week) => ({
        name: plainDay(context, week.day),
        values: FLOWS.map((flow) => Math.max(0, week[flow])),
        shown: FLOWS.map((flow) => integer(context, week[flow])),
      })),
    },
  ];
}

function agesTable({ ages }: Findings, context: SectionContext): Block[] {
  const { t, findings } = context;
  const label = t('findings.ages');
  return [
    heading(label),
    {
      ...{ kind: 'table', label, head: [t('findings.severity'), ...AGE_NAMES.map((age) => findings(`age.${age}`))] },
      rows: WORST_FIRST.map((severity) => [
        findings(`severity.${severity}`),
        ...AGE_NAMES.map((age) => integer(context, ages[age][severity])),
      ]),
      numeric: AGE_NAMES.map((_, index) => index + 1),
    },
  ];
}

type Fixes = Findings['fixes']['all'];

function fixesRow(name: string, fixes: Fixes, context: SectionContext): string[] {
  const days = (value: number | null) => spanText(context, value === null ? null : value * DAY_SECONDS);
  return [
    ...[name, integer(context, fixes.fixed), shareText(context, fixes.met, fixes.due)],
    ...[days(fixes.medianDays), days(fixes.meanDays), shareText(context, fixes.reopened, fixes.fixed)],
  ];
}

/** How fast findings were fixed, by severity, all of them and those of the period before. */
function remediation({ fixes: { all, before, severities } }: Findings, context: SectionContext): Block[] {
  const { t, findings } = context;
  const label = t('findings.remediation');
  const columns = ['fixed', 'sla', 'median', 'mean', 'reopened'] as const;
  const own = severities
    ? WORST_FIRST.map((severity) => fixesRow(findings(`severity.${severity}`), severities[severity], context))
    : [];
  return [
    heading(label),
    {
      ...{ kind: 'table', label, widths: [4, 2, 4, 3, 3, 4], numeric: [1, 2, 3, 4, 5] },
      head: [t('findings.severity'), ...columns.map((column) => t(`findings.${column}`))],
      rows: [...own, fixesRow(t('thisPeriod'), all, context), fixesRow(t('periodBefore'), before, context)],
    },
    muted(t('findings.defined')),
  ];
}

/** What is open, what came and went, how old it is, and whether it was mended in time. */
export function findingsBlocks(section: Findings, context: SectionContext): Block[] {
  const { t, findings, weeks } = context;
  const last = section.weeks.at(-1);
  if (section.since === null || !last) return [text(t('findings.unknown'))];
  // No list of findings shows the past; the page of figures does, and leads to the lists.
  const href = hrefOf(context, '/figures', { weeks: String(weeks) });
  return [
    {
      kind: 'figures',
      label: t('sections.findings'),
      items: [
        { name: t('findings.openShort'), value: integer(context, last.open), href },
        ...WORST_FIRST.slice(0, 3).map((severity) => ({
          ...{ name: findings(`severity.${severity}`), value: integer(context, last.severities[severity]) },
          href,
        })),
      ],
    },
    ...openChart(section, context),
    ...flowChart(section, context),
    ...agesTable(section, context),
    ...remediation(section, context),
  ];
}
