import { addDays } from '@/lib/core/datetime';
import type { Block } from '@/lib/core/document/types';
import type { ReportPromise, ReportSection, SectionOf } from '@/lib/reports/content';
import { riskHref } from '@/lib/reports/sections/risks';
import { dayText, hrefOf, ownerText, type SectionContext, text } from '@/lib/reports/sections/text';
import { safeguardHref } from '@/lib/safeguards/place';

/** Accepted risks that end within so many days are up for decision. */
const SOON_DAYS = 30;

type Line = { readonly what: string; readonly who: string; readonly when: string; readonly link: string };

const nameOf = ({ id, promise }: ReportPromise, { locale }: SectionContext) => `${id} ${promise[locale]}`;

function promiseLine(
  row: ReportPromise,
  what: 'missed' | 'expired',
  since: string | null,
  context: SectionContext,
): Line {
  return {
    what: context.t(`decide.${what}`, { promise: nameOf(row, context) }),
    who: ownerText(row, context),
    when: context.t('decide.since', { day: dayText(context, since) }),
    link: hrefOf(context, safeguardHref(row.id)),
  };
}

/** Promises that are missed, the longest first, and those whose statement is over. */
function ofPosture({ promises }: SectionOf<'posture'>, context: SectionContext): Line[] {
  const live = promises.filter(({ counts, excepted }) => counts && !excepted);
  const missed = live
    .filter(({ state }) => state === 'missed')
    .toSorted(
      (a, b) => (a.since ?? '').localeCompare(b.since ?? '') || a.id.localeCompare(b.id, 'en', { numeric: true }),
    );
  const expired = live.flatMap((row) => {
    const over = row.state === 'unknown' && row.reasons.find(({ code }) => code === 'attestation_expired');
    if (!over) return [];
    const { untilAt } = over.params;
    return promiseLine(row, 'expired', typeof untilAt === 'string' ? untilAt : row.since, context);
  });
  return [...missed.map((row) => promiseLine(row, 'missed', row.since, context)), ...expired];
}

function ofRisks({ rows, waiting }: SectionOf<'risks'>, context: SectionContext): Line[] {
  const { t, asOf } = context;
  const soon = addDays(new Date(asOf), SOON_DAYS).toISOString();
  const ending = rows
    .filter(({ expiresAt }) => expiresAt <= soon)
    .map(({ number, product, approver, expiresAt }) => ({
      what: t('decide.ending', { number, product }),
      who: approver,
      when: t('decide.until', { day: dayText(context, expiresAt) }),
      link: riskHref(number),
    }));
  if (!waiting) return ending;
  const requests = { what: t('decide.requests', { n: waiting }), who: t('decide.approvers'), when: '' };
  return [{ ...requests, link: hrefOf(context, '/acceptances', { state: 'requested' }) }, ...ending];
}

function ofIncidents({ overdue }: SectionOf<'incidents'>, context: SectionContext): Line[] {
  return overdue.map(({ incident, title, owner, dueOn }) => ({
    what: context.t('decide.action', { incident: `INC-${incident}`, title }),
    who: owner,
    when: context.t('decide.due', { day: dayText(context, `${dueOn}T12:00:00Z`) }),
    link: `/incidents/${incident}/review`,
  }));
}

function linesOf(section: ReportSection, context: SectionContext): Line[] {
  if (section.id === 'posture') return ofPosture(section, context);
  if (section.id === 'risks') return ofRisks(section, context);
  return section.id === 'incidents' ? ofIncidents(section, context) : [];
}

/** What waits for somebody: promises that do not hold, proofs that ran out, requests, risks that end, actions that are late. */
export function decideBlocks(sections: readonly ReportSection[], context: SectionContext): Block[] {
  const { t } = context;
  const lines = sections.flatMap((section) => linesOf(section, context));
  if (lines.length === 0) return [text(t('decide.nothing'))];
  return [
    {
      ...{ kind: 'table', label: t('sections.decide'), widths: [7, 3, 3] },
      head: [t('decide.what'), t('decide.who'), t('decide.when')],
      rows: lines.map(({ what, who, when }) => [what, who, when]),
      links: lines.map(({ link }) => link),
    },
  ];
}
