'use client';

import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { AttachAlerts } from '@/components/incidents/file/attach-alerts';
import { Line } from '@/components/incidents/file/line';
import { FilePart } from '@/components/incidents/file/part';
import { ReasonDialog } from '@/components/incidents/file/reason-dialog';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { RelativeTime } from '@/components/ui/relative-time';
import { alertName } from '@/lib/alerts/rules';
import { ALERT_STATES } from '@/lib/alerts/types';
import { detachAlertAction } from '@/lib/incidents/actions';
import { linkFindingsAction, unlinkFindingAction } from '@/lib/incidents/file/actions';
import { findingsLikeQuery } from '@/lib/incidents/file/queries';
import type { CaseThings, FindingLine } from '@/lib/incidents/file/types';

type Props = { readonly file: CaseThings };
/** Since when it belongs to it, and who said so. */
function Since({ at, by }: { readonly at: string; readonly by: string }) {
  const t = useTranslations('incidents.link');
  const format = useFormatter();
  return <span className="block">{t('since', { at: format.dateTime(new Date(at), 'exact'), name: by })}</span>;
}

/** The alerts that belong to it, and those of the product that could. */
export function Alerts({ file }: Props) {
  const t = useTranslations('incidentFile.alerts');
  const states = useTranslations('alerts.states');
  const { give, busy } = useIncidentVerb();
  const [detaching, setDetaching] = useState<{ readonly id: string; readonly title: string } | null>(null);
  const { id, alerts, mayWrite } = file;
  const detach = async (reason: string) => {
    if (!detaching) return;
    const done = await give(
      () => detachAlertAction({ id, alertId: detaching.id, reason }),
      () => ({ title: t('detached') }),
    );
    if (done) setDetaching(null);
  };
  return (
    <FilePart title={t('heading')} aside={alerts.length > 0 && t('count', { count: alerts.length })}>
      {alerts.length === 0 && <p className="text-muted">{t('empty')}</p>}
      <ul>
        {alerts.map((alert) => {
          const state = ALERT_STATES.find((one) => one === alert.state);
          return (
            <Line
              key={alert.id}
              severity={alert.severity}
              href={`/alerts/${alert.number}`}
              title={`${alertName(alert.number)} ${alert.title}`}
              more={
                <>
                  {[state ? states(state) : alert.state, t('events', { count: alert.events })].join(' · ')}
                  {' · '}
                  <RelativeTime at={alert.lastAt} />
                  {alert.linkedAt && <Since at={alert.linkedAt} by={alert.linkedBy} />}
                </>
              }
              verb={
                mayWrite && (
                  <Button size="sm" variant="ghost" onClick={() => setDetaching(alert)}>
                    {t('detach')}
                  </Button>
                )
              }
            />
          );
        })}
      </ul>
      {mayWrite && <AttachAlerts file={file} />}
      {detaching && (
        <ReasonDialog
          title={t('detachTitle')}
          lead={detaching.title}
          busy={busy}
          onSubmit={detach}
          onClose={() => setDetaching(null)}
        />
      )}
    </FilePart>
  );
}

/** The holes that have to do with it. */
export function Findings({ file }: Props) {
  const t = useTranslations('incidentFile.findings');
  const { give, busy } = useIncidentVerb();
  const [text, setText] = useState('');
  const [removing, setRemoving] = useState<CaseThings['findings'][number] | null>(null);
  const { id, findings, hiddenFindings, mayWrite } = file;
  const { data = [] } = useQuery({ ...findingsLikeQuery(text.trim()), enabled: mayWrite && text.trim() !== '' });
  const has = new Set(findings.map((finding) => finding.id));
  const link = (findingId: number) =>
    give(
      () => linkFindingsAction({ id, findings: [findingId] }),
      () => ({ title: t('linked') }),
    );
  const unlink = async (reason: string) => {
    if (!removing) return;
    const done = await give(
      () => unlinkFindingAction({ id, findingId: removing.id, reason }),
      () => ({ title: t('unlinked') }),
    );
    if (done) setRemoving(null);
  };
  const line = (finding: FindingLine, verb: ReactNode, since?: ReactNode) => (
    <Line
      key={finding.id}
      severity={finding.severity}
      href={`/findings/${finding.id}`}
      title={finding.title}
      more={
        <>
          {[`#${finding.id}`, finding.product, finding.location].filter(Boolean).join(' · ')}
          {since}
        </>
      }
      verb={verb}
    />
  );
  return (
    <FilePart title={t('heading')} aside={findings.length > 0 && t('count', { count: findings.length })}>
      {findings.length === 0 && <p className="text-muted">{t('empty')}</p>}
      <ul>
        {findings.map((finding) =>
          line(
            finding,
            mayWrite && (
              <Button size="sm" variant="ghost" onClick={() => setRemoving(finding)}>
                {t('unlink')}
              </Button>
            ),
            <Since at={finding.linkedAt} by={finding.linkedBy} />,
          ),
        )}
      </ul>
      {hiddenFindings > 0 && <p className="mt-1 text-muted text-xs">{t('hidden', { count: hiddenFindings })}</p>}
      {mayWrite && (
        <>
          <Input
            type="search"
            className="mt-3 w-96 max-w-full"
            aria-label={t('search')}
            placeholder={t('search')}
            value={text}
            maxLength={200}
            onChange={(event) => setText(event.target.value)}
          />
          <ul>
            {data
              .filter((finding) => !has.has(finding.id))
              .map((finding) =>
                line(
                  finding,
                  <Button size="sm" busy={busy} onClick={() => void link(finding.id)}>
                    {t('link')}
                  </Button>,
                ),
              )}
          </ul>
        </>
      )}
      {removing && (
        <ReasonDialog
          title={t('unlinkTitle')}
          lead={removing.title}
          busy={busy}
          onSubmit={unlink}
          onClose={() => setRemoving(null)}
        />
      )}
    </FilePart>
  );
}
