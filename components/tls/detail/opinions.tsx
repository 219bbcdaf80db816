'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { refusalOf } from '@/components/layout/refusal';
import { RemoveOpinion } from '@/components/tls/detail/remove-opinion';
import { GradeBadge } from '@/components/tls/grade-badge';
import { useTlsFailed } from '@/components/tls/use-tls-verb';
import { FileDropZone } from '@/components/ui/file-drop-zone';
import { RelativeTime } from '@/components/ui/relative-time';
import { useToast } from '@/components/ui/toast';
import { sendOpinion, tlsKeys } from '@/lib/tls/queries';
import { isLetter } from '@/lib/tls/rules';
import type { EndpointDetail, OpinionItem } from '@/lib/tls/types';
import { VERSION_NAMES } from '@/lib/tls/versions';

/** Proper names of the tools. */
const TOOLS = { 'ssl-labs': 'SSL Labs', testssl: 'testssl.sh', sslyze: 'sslyze', sslscan: 'sslscan' } as const;

const toolOf = ({ content, toolVersion }: OpinionItem) => [TOOLS[content.tool], toolVersion].filter(Boolean).join(' ');

/** What other tools said of the endpoint, apart from our grade; reports come by upload. */
export function Opinions({ endpoint: { id, opinions, rights } }: { readonly endpoint: EndpointDetail }) {
  const t = useTranslations('tls.opinions');
  const client = useQueryClient();
  const toast = useToast();
  const failed = useTlsFailed();
  const [busy, setBusy] = useState(false);
  const send = async ([file]: readonly File[]) => {
    if (!file) return;
    setBusy(true);
    await sendOpinion(id, file).then(
      ({ count }) => void toast.show({ title: t('added', { count }) }),
      (error: unknown) => failed(refusalOf(error)),
    );
    setBusy(false);
    await client.invalidateQueries({ queryKey: tlsKeys.all });
  };
  return (
    <>
      {opinions.length === 0 && <p className="mb-2 text-muted">{t('none')}</p>}
      <ul>
        {opinions.map((opinion) => (
          <OpinionLine key={opinion.id} opinion={opinion}>
            {rights.write && <RemoveOpinion endpointId={id} opinion={opinion} tool={toolOf(opinion)} />}
          </OpinionLine>
        ))}
      </ul>
      {rights.write && (
        <FileDropZone
          multiple={false}
          disabled={busy}
          chooseLabel={t('choose')}
          hint={t('hint')}
          onFiles={(files) => void send(files)}
        />
      )}
    </>
  );
}

type LineProps = { readonly opinion: OpinionItem; readonly children: ReactNode };

function OpinionLine({ opinion, children }: LineProps) {
  const t = useTranslations('tls.opinions');
  const { content, grade, testedAt, uploadedAt, uploaderName, fileName } = opinion;
  const letter = isLetter(grade) ? grade : null;
  return (
    <li className="flex items-start gap-3 border-line border-t py-2">
      {grade === null ? <span className="w-9 text-muted text-xs">{t('noGrade')}</span> : <GradeBadge letter={letter} />}
      <div className="min-w-0 flex-1">
        <p>
          <span className="font-medium">{toolOf(opinion)}</span>{' '}
          <span className="text-muted text-xs">
            <RelativeTime at={testedAt ?? uploadedAt} /> · {t('by', { name: uploaderName, file: fileName })}
          </span>
        </p>
        <p className="text-muted text-xs">{content.protocols.map((version) => VERSION_NAMES[version]).join(', ')}</p>
        <Weaknesses weaknesses={content.weaknesses} />
        {content.notes.map(({ code, detail }) => (
          <p key={`${code} ${detail}`} className="wrap-anywhere text-muted text-xs">
            {t(`notes.${code}`)} {detail}
          </p>
        ))}
      </div>
      {children}
    </li>
  );
}

const SHOWN = 5;

/** What the tool found, the worst first; a report of hundreds of lines stays short. */
function Weaknesses({ weaknesses }: Pick<OpinionItem['content'], 'weaknesses'>) {
  const t = useTranslations('tls.opinions');
  if (weaknesses.length === 0) return null;
  const sorted = weaknesses.toSorted((one, other) => other.severity - one.severity);
  const lines = (some: typeof sorted) => (
    <ul className="wrap-anywhere list-disc pl-4 text-sm">
      {some.map(({ id, title }) => (
        <li key={`${id} ${title}`}>{title}</li>
      ))}
    </ul>
  );
  const rest = sorted.slice(SHOWN);
  return (
    <>
      {lines(sorted.slice(0, SHOWN))}
      {rest.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer py-1 text-sm">{t('more', { count: rest.length })}</summary>
          {lines(rest)}
        </details>
      )}
    </>
  );
}
