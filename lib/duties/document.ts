import type { useFormatter, useTranslations } from 'next-intl';
import type { Block, PlainDocument } from '@/lib/core/document/types';
import type { Locale } from '@/lib/core/i18n/locales';
import { ANSWERS, type FieldName, type FieldValue } from '@/lib/duties/fields';
import type { DutiesDetail, DutyItem, StageItem } from '@/lib/duties/types';
import { incidentName } from '@/lib/incidents/priority';

export type Words = {
  readonly t: ReturnType<typeof useTranslations<'duties'>>;
  readonly format: ReturnType<typeof useFormatter>;
  readonly locale: Locale;
};

/** A value as people read it. */
export function valueText(value: FieldValue, { t, format }: Pick<Words, 't' | 'format'>): string {
  if (typeof value === 'object') {
    const number = format.number(value.number, 'integer');
    return value.about ? t('about', { number }) : number;
  }
  const answer = ANSWERS.find((one) => one === value);
  return answer ? t(`answers.${answer}`) : value;
}

/** The report of a stage as it would be sent now, each field marked as filled or missing. A help, not legal advice. */
export function reportDocument(detail: DutiesDetail, duty: DutyItem, stage: StageItem, words: Words): PlainDocument {
  const { t, format, locale } = words;
  const { incident, sheet } = detail;
  const at = (moment: string | null) => (moment ? format.dateTime(new Date(moment), 'exact') : t('notKnown'));
  const field = (name: FieldName): Block[] => {
    const value = sheet.values[name];
    const heading = t(value === undefined ? 'document.missing' : 'document.filled', { field: t(`fields.${name}`) });
    const text = value === undefined ? t('document.nothing') : valueText(value, words);
    return [
      { kind: 'heading', level: 3, text: heading },
      { kind: 'text', text, ...(value === undefined ? { muted: true } : {}) },
    ];
  };
  const rows = [
    [t('document.incident'), `${incidentName(incident.number)} ${incident.title}`],
    [t('document.product'), incident.product],
    [t('document.law'), `${duty.source.law}, ${stage.article}`],
    [t('document.to'), stage.recipients.map((one) => t(`recipients.${one}`)).join(', ')],
    [t('document.detected'), at(incident.detectedAt)],
    [t('document.aware'), at(incident.awareAt)],
    [t('document.due'), stage.dueAt ? at(stage.dueAt) : t('withoutDelay')],
  ];
  return {
    title: `${t(`stages.${stage.id}`)}: ${duty.title[locale]}`,
    subtitle: t('document.subtitle', { at: format.dateTime(new Date(detail.now), 'exact') }),
    language: locale,
    author: 'Lagebild',
    created: new Date(detail.now),
    blocks: [
      {
        kind: 'table',
        label: t('document.facts'),
        head: [t('document.what'), t('document.value')],
        rows,
        widths: [1, 3],
      },
      { kind: 'heading', level: 2, text: t('document.content') },
      ...stage.fields.flatMap(field),
    ],
    foot: t('advice'),
    pageName: (page, pages) => t('document.page', { page, pages }),
  };
}
