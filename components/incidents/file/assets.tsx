'use client';

import { Ellipsis, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { FilePart } from '@/components/incidents/file/part';
import { ReasonDialog } from '@/components/incidents/file/reason-dialog';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Menu, MenuItem } from '@/components/ui/menu';
import { Select } from '@/components/ui/select';
import type { Tone } from '@/components/ui/tone';
import { addAssetsAction, removeAssetAction, stateAssetAction } from '@/lib/incidents/file/actions';
import {
  ASSET_KINDS,
  ASSET_STATES,
  type AssetKind,
  type AssetName,
  type AssetState,
  type AssetView,
  type CaseThings,
} from '@/lib/incidents/file/types';

const TONES: Readonly<Record<AssetState, Tone>> = {
  suspected: 'partly',
  compromised: 'missed',
  contained: 'accent',
  clean: 'met',
  not_affected: 'neutral',
};

type Props = { readonly file: CaseThings };

/** What is hit, or may be, and what the alerts propose. */
export function Assets({ file }: Props) {
  const t = useTranslations('incidentFile.assets');
  const { give, busy } = useIncidentVerb();
  const add = (assets: readonly AssetName[]) =>
    give(
      () => addAssetsAction({ id: file.id, assets: [...assets], state: 'suspected', note: '' }),
      (count) => ({ title: t('added', { count }) }),
    );
  const { assets, proposedAssets, mayWrite } = file;
  return (
    <FilePart title={t('heading')} aside={assets.length > 0 && t('count', { count: assets.length })}>
      {assets.length === 0 && <p className="text-muted">{t('empty')}</p>}
      <ul>
        {assets.map((asset) => (
          <AssetRow key={asset.id} file={file} asset={asset} />
        ))}
      </ul>
      {mayWrite && proposedAssets.length > 0 && (
        <div className="mt-3">
          <p className="text-muted text-xs">{t('proposed')}</p>
          <div className="mt-1 flex flex-wrap gap-1.5">
            {proposedAssets.map((one) => (
              <Button key={`${one.kind} ${one.name}`} size="sm" busy={busy} onClick={() => void add([one])}>
                <Plus aria-hidden />
                <span className="max-w-64 truncate">{`${t(`kinds.${one.kind}`)} ${one.name}`}</span>
              </Button>
            ))}
            {proposedAssets.length > 1 && (
              <Button size="sm" variant="ghost" busy={busy} onClick={() => void add(proposedAssets)}>
                {t('addAll')}
              </Button>
            )}
          </div>
        </div>
      )}
      {mayWrite && <AddForm onAdd={(one) => add([one])} busy={busy} />}
    </FilePart>
  );
}

function AddForm({ onAdd, busy }: { readonly onAdd: (one: AssetName) => Promise<boolean>; readonly busy: boolean }) {
  const t = useTranslations('incidentFile.assets');
  const [kind, setKind] = useState<AssetKind>('host');
  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const name = String(new FormData(form).get('name') ?? '').trim();
    if (name !== '' && (await onAdd({ kind, name }))) form.reset();
  };
  return (
    <form onSubmit={send} className="mt-3 flex flex-wrap gap-2">
      <Select
        label={t('kind')}
        options={ASSET_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        value={kind}
        onValueChange={setKind}
        className="w-40"
      />
      <Input name="name" aria-label={t('name')} placeholder={t('name')} maxLength={300} className="w-64 max-w-full" />
      <Button type="submit" busy={busy}>
        {t('add')}
      </Button>
    </form>
  );
}

function AssetRow({ file: { id, mayWrite }, asset }: Props & { readonly asset: AssetView }) {
  const t = useTranslations('incidentFile.assets');
  const { give, busy } = useIncidentVerb();
  const [removing, setRemoving] = useState(false);
  const { id: assetId, version, kind, name, state, note } = asset;
  const change = (next: AssetState) =>
    give(
      () => stateAssetAction({ id, assetId, version, state: next, note: '' }),
      () => ({ title: t('changed') }),
    );
  const remove = async (reason: string) => {
    const removed = await give(
      () => removeAssetAction({ id, assetId, version, reason }),
      () => ({ title: t('removed') }),
    );
    if (removed) setRemoving(false);
  };
  return (
    <li className="flex items-center justify-between gap-2 border-line border-b py-1.5">
      <span className="min-w-0">
        <span className="text-muted text-xs">{t(`kinds.${kind}`)}</span>{' '}
        <span className="font-medium wrap-anywhere">{name}</span>{' '}
        <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
        {note && <span className="block wrap-anywhere">{note}</span>}
      </span>
      {mayWrite && (
        <Menu
          align="end"
          trigger={
            <Button variant="ghost" size="icon" aria-label={t('moreOf', { name })}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          {ASSET_STATES.filter((one) => one !== state).map((one) => (
            <MenuItem key={one} onSelect={() => void change(one)}>
              {t(`states.${one}`)}
            </MenuItem>
          ))}
          <MenuItem onSelect={() => setRemoving(true)}>{t('remove')}</MenuItem>
        </Menu>
      )}
      {removing && (
        <ReasonDialog
          title={t('removeTitle')}
          lead={name}
          busy={busy}
          onSubmit={remove}
          onClose={() => setRemoving(false)}
        />
      )}
    </li>
  );
}
