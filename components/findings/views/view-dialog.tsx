'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useReport } from '@/components/findings/verbs/use-report';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { changeViewAction, createViewAction, deleteViewAction } from '@/lib/findings/actions';
import { findingKeys } from '@/lib/findings/keys';
import type { SavedViewItem, ViewNoun } from '@/lib/findings/types';

type Props = {
  readonly noun: ViewNoun;
  /** The own view to change; without it a new one is saved. */
  readonly view: SavedViewItem | undefined;
  readonly query: string;
  readonly onClose: () => void;
  readonly onSaved: (id: string | null) => void;
};

export function ViewDialog({ noun, view, query, onClose, onSaved }: Props) {
  const t = useTranslations('findings.views');
  const report = useReport();
  const client = useQueryClient();
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const [busy, setBusy] = useState(false);

  const restore = async ({ name, query, shared }: SavedViewItem) => {
    const result = await createViewAction({ noun, name, query, shared });
    await client.invalidateQueries({ queryKey: findingKeys.views });
    if (!result.ok) report.failed(result.error);
  };
  const settle = async (told: string, id: string | null, undo?: () => void) => {
    onClose();
    onSaved(id);
    await client.invalidateQueries({ queryKey: findingKeys.views });
    report.told(told, undo);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    if (view) {
      const result = await changeViewAction({ noun, viewId: view.id, name, shared });
      setBusy(false);
      return result.ok ? settle(t('changed'), view.id) : report.failed(result.error);
    }
    const result = await createViewAction({ noun, name, query, shared });
    setBusy(false);
    return result.ok ? settle(t('saved'), result.data.id) : report.failed(result.error);
  };
  const remove = async () => {
    if (!view) return;
    const result = await deleteViewAction({ noun, viewId: view.id });
    return result.ok ? settle(t('deleted'), null, () => void restore(view)) : report.failed(result.error);
  };

  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={view ? t('manage', { name: view.name }) : t('save')}>
      <form onSubmit={(event) => void save(event)}>
        <Field label={t('name')}>
          <FieldInput value={name} maxLength={80} required autoFocus onChange={({ target }) => setName(target.value)} />
        </Field>
        <div className="mt-3">
          <Checkbox label={t('share')} checked={shared} onCheckedChange={setShared} />
        </div>
        <DialogActions>
          {view && (
            <Button variant="danger" onClick={() => void remove()}>
              {t('delete')}
            </Button>
          )}
          <Button type="submit" variant="primary" busy={busy}>
            {t('saveNow')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
