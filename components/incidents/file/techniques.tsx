'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FilePart } from '@/components/incidents/file/part';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { setTechniquesAction } from '@/lib/incidents/file/actions';
import { techniquesQuery } from '@/lib/incidents/file/queries';
import type { CaseThings, TechniqueName } from '@/lib/incidents/file/types';

const words = ({ id, name }: TechniqueName) => (name === '' ? id : `${id} ${name}`);

/** How it was done, in the words of MITRE ATT&CK. */
export function Techniques({ file }: { readonly file: CaseThings }) {
  const t = useTranslations('incidentFile.techniques');
  const { give, busy } = useIncidentVerb();
  const [choosing, setChoosing] = useState(false);
  const { data = [] } = useQuery({ ...techniquesQuery(), enabled: choosing });
  const { id, version, techniques, proposedTechniques, mayWrite } = file;
  const ids = techniques.map((one) => one.id);
  const set = (next: readonly string[]) =>
    give(
      () => setTechniquesAction({ id, version, techniques: [...next] }),
      () => ({ title: t('said') }),
    );
  return (
    <FilePart title={t('heading')}>
      {techniques.length === 0 && <p className="text-muted">{t('empty')}</p>}
      <ul className="flex flex-wrap gap-1.5">
        {techniques.map((one) => (
          <li key={one.id} className="flex min-h-6 items-center gap-1 rounded bg-hover px-2 text-xs">
            {words(one)}
            {mayWrite && (
              <button
                type="button"
                aria-label={t('remove', { technique: words(one) })}
                className="-mr-1 flex size-6 items-center justify-center"
                onClick={() => void set(ids.filter((other) => other !== one.id))}
              >
                <X aria-hidden className="size-3.5" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && proposedTechniques.length > 0 && (
        <div className="mt-3">
          <p className="text-muted text-xs">{t('proposed')}</p>
          <div className="mt-1 flex flex-wrap gap-1.5">
            {proposedTechniques.map((one) => (
              <Button key={one.id} size="sm" busy={busy} onClick={() => void set([...ids, one.id])}>
                <Plus aria-hidden />
                {words(one)}
              </Button>
            ))}
          </div>
        </div>
      )}
      {mayWrite &&
        (choosing ? (
          <Combobox
            className="mt-3 w-96 max-w-full"
            label={t('which')}
            placeholder={t('which')}
            options={data.filter((one) => !ids.includes(one.id)).map((one) => ({ value: one.id, label: words(one) }))}
            value={null}
            onValueChange={(chosen) => chosen !== null && void set([...ids, chosen])}
          />
        ) : (
          <Button className="mt-3" onClick={() => setChoosing(true)}>
            {t('add')}
          </Button>
        ))}
    </FilePart>
  );
}
