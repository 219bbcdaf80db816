import type { useFormatter, useTranslations } from 'next-intl';
import type { Block, PlainDocument } from '@/lib/core/document/types';
import type { Locale } from '@/lib/core/i18n/locales';
import { incidentName } from '@/lib/incidents/priority';
import { ROLES, TIMES } from '@/lib/incidents/types';
import type { Published } from '@/lib/reviews/content';

export type ReviewWords = {
  readonly t: ReturnType<typeof useTranslations<'reviews'>>;
  /** Names of times and roles are the incident's. */
  readonly incidents: ReturnType<typeof useTranslations<'incidents'>>;
  readonly format: ReturnType<typeof useFormatter>;
  readonly locale: Locale;
};

const PROSE = ['resolvedBy', 'wentWell', 'wentBadly', 'lucky', 'documents'] as const;

type Section = { readonly title: string; readonly blocks: readonly Block[] };

/** A part with its heading; nothing where there is nothing to say. */
const sectionBlocks = ({ title, blocks }: Section): Block[] =>
  blocks.length === 0 ? [] : [{ kind: 'heading', level: 2, text: title }, ...blocks];

const prose = (text: string): Block[] => (text === '' ? [] : [{ kind: 'text', text }]);
const list = (items: readonly string[]): Block[] => {
  const said = items.filter((item) => item !== '');
  return said.length === 0 ? [] : [{ kind: 'list', items: said }];
};

function timesTable({ times }: Published, { t, incidents, format }: ReviewWords): Block[] {
  const rows = times.map(({ time, at, known, note }) => {
    const name = TIMES.find((one) => one === time);
    const how = note ? `${t(`known.${known}`)}: ${note}` : t(`known.${known}`);
    return [name ? incidents(`times.${name}`) : time, format.dateTime(new Date(at), 'exact'), how];
  });
  const head = [t('pdf.time'), t('pdf.at'), t('pdf.known')];
  return [{ kind: 'table', label: t('parts.times'), head, rows, widths: [2, 3, 4] }];
}

function peopleTable({ responders }: Published, { t, incidents, format }: ReviewWords): Block[] {
  const rows = responders.map(({ name, roles, lines }) => {
    const parts = roles.flatMap((role) => ROLES.find((one) => one === role) ?? []);
    return [name, parts.map((role) => incidents(`roles.${role}`)).join(', '), format.number(lines, 'integer')];
  });
  const head = [t('pdf.person'), t('pdf.roles'), t('pdf.lines')];
  return rows.length === 0 ? [] : [{ kind: 'table', label: t('parts.responders'), head, rows, widths: [3, 4, 2] }];
}

function actionTable({ actions }: Published, { t, format }: ReviewWords): Block[] {
  const rows = actions.map(({ number, title, owner, dueOn, state, ticket }) => [
    format.number(number, 'integer'),
    ticket ? `${title} (${ticket})` : title,
    owner,
    format.dateTime(new Date(`${dueOn}T12:00:00Z`), 'day'),
    t(`actionStates.${state}`),
  ]);
  const head = [t('action.number'), t('action.title'), t('action.owner'), t('action.due'), t('action.state')];
  return [{ kind: 'table', label: t('parts.actions'), head, rows, widths: [1, 7, 3, 3, 2] }];
}

function causes({ content: { factors, whys, root } }: Published, { t }: ReviewWords): Block[] {
  const chain = whys.map((why, index) => [
    t('why', { number: index + 1 }),
    index === root ? `${why} (${t('rootCause')})` : why,
  ]);
  const head = [t('pdf.why'), t('pdf.because')];
  return [
    ...(factors.some(Boolean) ? [{ kind: 'heading', level: 3, text: t('parts.factors') } as const] : []),
    ...list(factors),
    ...(chain.length > 0 ? [{ kind: 'heading', level: 3, text: t('parts.whys') } as const] : []),
    ...(chain.length > 0
      ? [{ kind: 'table', label: t('parts.whys'), head, rows: chain, widths: [1, 6] } as const]
      : []),
  ];
}

function impact({ content }: Published, { t, format }: ReviewWords): Block[] {
  const items = content.impact.map(({ what, amount, unit }) => ({
    name: t(`impacts.${what}`),
    value: amount === null ? t('unknown') : [format.number(amount), unit].filter(Boolean).join(' '),
  }));
  return items.length === 0 ? [] : [{ kind: 'figures', label: t('parts.impact'), items }];
}

/** A published review in one language, as a page and as a file. */
export function reviewDocument(published: Published, sha256: string, words: ReviewWords): PlainDocument {
  const { t, format, locale } = words;
  const { incident, content, number } = published;
  const { priority, product } = incident;
  const at = format.dateTime(new Date(published.publishedAt), 'exact');
  const sections: readonly Section[] = [
    { title: t('parts.summary'), blocks: prose(content.summary) },
    { title: t('parts.impact'), blocks: impact(published, words) },
    { title: t('parts.happened'), blocks: prose(content.happened) },
    { title: t('parts.causes'), blocks: causes(published, words) },
    ...PROSE.map((part) => ({ title: t(`parts.${part}`), blocks: prose(content[part]) })),
    { title: t('parts.actions'), blocks: actionTable(published, words) },
    { title: t('parts.times'), blocks: timesTable(published, words) },
    { title: t('parts.responders'), blocks: peopleTable(published, words) },
  ];
  return {
    title: t('pdf.title', { name: incidentName(incident.number), title: incident.title }),
    subtitle: [
      t('pdf.about', { product, priority }),
      t('pdf.published', { number, at, name: published.publishedBy, owner: published.owner }),
      ...(published.meetingAt
        ? [t('pdf.meeting', { at: format.dateTime(new Date(published.meetingAt), 'exact') })]
        : []),
      ...(incident.exercise ? [t('exercise')] : []),
    ].join('\n'),
    language: locale,
    author: published.publishedBy,
    created: new Date(published.publishedAt),
    blocks: [...sections.flatMap(sectionBlocks), { kind: 'text', text: t('pdf.sha', { sha256 }), muted: true }],
    foot: t('pdf.foot', { name: incidentName(incident.number), number }),
    pageName: (page, pages) => t('pdf.page', { page, pages }),
  };
}
