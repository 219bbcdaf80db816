'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CloseDialog } from '@/components/alerts/close-dialog';
import { MergeDialog } from '@/components/alerts/detail/merge-dialog';
import { SuppressDialog } from '@/components/alerts/detail/suppress-dialog';
import { type KeyedVerb, VERB_KEYS, verbKey } from '@/components/alerts/keys';
import { NoteDialog } from '@/components/alerts/note-dialog';
import { useAlertVerb } from '@/components/alerts/use-alert-verb';
import { useShortcuts } from '@/components/command-menu/registry';
import { IncidentFromAlerts } from '@/components/incidents/verbs/from-alerts';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { noteAlertAction, separateAlertAction, triageAlertAction } from '@/lib/alerts/actions';
import { STATE_AFTER, type StateVerb } from '@/lib/alerts/rules';
import type { AlertDetail, Verdict } from '@/lib/alerts/types';

type Asked = Exclude<KeyedVerb, 'acknowledge' | 'release'>;
/** In the order of its life; what is given without a dialog comes first. */
const SHOWN: readonly KeyedVerb[] = [
  'acknowledge',
  'release',
  'close',
  'reopen',
  'separate',
  'merge',
  'note',
  'suppress',
];

type Props = { readonly alert: AlertDetail };

/** What the reader may do with the alert now, one key each. */
export function AlertVerbs({ alert }: Props) {
  const t = useTranslations('alerts');
  const [asked, setAsked] = useState<Asked | null>(null);
  const { give, busy } = useAlertVerb();
  const { id, version, rights } = alert;
  const start = (verb: KeyedVerb) => {
    if (verb !== 'acknowledge' && verb !== 'release') return setAsked(verb);
    const input = { id, version, verb, note: '', verdict: null };
    void give(
      () => triageAlertAction(input),
      () => ({ title: t(`toast.${verb}`) }),
      { ids: [id], state: STATE_AFTER[verb], verdict: null },
    );
  };
  const may = (verb: KeyedVerb) => rights[verb] && asked === null && !busy;
  useShortcuts(
    SHOWN.map((verb) =>
      verbKey(
        verb,
        () => may(verb),
        () => start(verb),
      ),
    ),
  );
  const primary = rights.acknowledge ? 'acknowledge' : 'close';
  return (
    <>
      {SHOWN.filter((verb) => rights[verb]).map((verb) => (
        <Button
          key={verb}
          variant={verb === primary ? 'primary' : 'secondary'}
          busy={busy && (verb === 'acknowledge' || verb === 'release')}
          onClick={() => start(verb)}
        >
          {t(`verbs.${verb}`)}
          <span aria-hidden className="hidden md:inline">
            <Kbd>{VERB_KEYS[verb]}</Kbd>
          </span>
        </Button>
      ))}
      {rights.incident && <IncidentFromAlerts alerts={[alert]} />}
      {asked && <AskedDialog alert={alert} asked={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

type AskedProps = Props & { readonly asked: Asked; readonly onClose: () => void };

function AskedDialog({ alert, asked, onClose }: AskedProps) {
  const t = useTranslations('alerts');
  const { give, busy } = useAlertVerb();
  // As it was when the dialog opened: who was faster is told, not overwritten.
  const [{ id, version }] = useState(alert);
  const told = (verb: KeyedVerb) => () => ({ title: t(`toast.${verb}`) });
  const done = (given: Promise<boolean>) => void given.then((went) => went && onClose());
  const triage = (verb: StateVerb, note: string, verdict: Verdict | null = null) =>
    done(
      give(() => triageAlertAction({ id, version, verb, note, verdict }), told(verb), {
        ids: [id],
        state: STATE_AFTER[verb],
        verdict,
      }),
    );
  const dialog = { busy, onClose };
  switch (asked) {
    case 'close':
      return <CloseDialog {...dialog} count={1} onSubmit={({ note, verdict }) => triage('close', note, verdict)} />;
    case 'reopen':
      return (
        <NoteDialog
          {...dialog}
          title={t('noteDialog.reopen')}
          lead={t('noteDialog.reopenLead')}
          label={t('noteDialog.why')}
          submit={t('noteDialog.submitReopen')}
          onSubmit={(note) => triage('reopen', note)}
        />
      );
    case 'separate':
      return (
        <NoteDialog
          {...dialog}
          title={t('noteDialog.separate')}
          lead={t('noteDialog.separateLead')}
          label={t('noteDialog.why')}
          submit={t('noteDialog.submitSeparate')}
          onSubmit={(note) => done(give(() => separateAlertAction({ id, version, note }), told('separate')))}
        />
      );
    case 'note':
      return (
        <NoteDialog
          {...dialog}
          title={t('noteDialog.noteTitle')}
          lead={t('noteDialog.noteLead')}
          label={t('noteDialog.note')}
          submit={t('noteDialog.submitNote')}
          onSubmit={(note) => done(give(() => noteAlertAction({ id, note }), told('note')))}
        />
      );
    case 'merge':
      return <MergeDialog alert={alert} onClose={onClose} />;
    case 'suppress':
      return <SuppressDialog alert={alert} onClose={onClose} />;
  }
}
