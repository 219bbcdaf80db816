'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { TAG_NAME } from '@/lib/findings/rules';

type Props = {
  /** Tags that the findings have now, to be taken off. */
  readonly present: readonly string[];
  readonly onClose: () => void;
  readonly onTag: (add: string[], remove: string[]) => void;
};

export function TagDialog({ present, onClose, onTag }: Props) {
  const t = useTranslations('findings.tag');
  const [text, setText] = useState('');
  const [gone, setGone] = useState<readonly string[]>([]);
  const add = text.split(',').flatMap((one) => one.trim() || []);
  const bad = add.some((one) => !TAG_NAME.test(one.toLowerCase()));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!bad && add.length + gone.length > 0) onTag(add, [...gone]);
  };
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t('title')}>
      <form onSubmit={submit}>
        <Field label={t('add')} hint={t('addHint')} error={bad ? t('bad') : undefined}>
          <FieldInput value={text} autoFocus onChange={({ target }) => setText(target.value)} />
        </Field>
        {present.length > 0 && (
          <fieldset className="mt-3">
            <legend className="font-medium">{t('remove')}</legend>
            <div className="flex max-h-40 flex-wrap gap-x-4 overflow-y-auto">
              {present.map((tag) => (
                <Checkbox
                  key={tag}
                  label={tag}
                  checked={gone.includes(tag)}
                  onCheckedChange={(on) => setGone(on ? [...gone, tag] : gone.filter((one) => one !== tag))}
                />
              ))}
            </div>
          </fieldset>
        )}
        <DialogActions>
          <Button type="submit" variant="primary" disabled={bad || add.length + gone.length === 0}>
            {t('submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
