'use client';

import { useTranslations } from 'next-intl';
import { textOf } from '@/components/engagements/form/read-form';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { parseAddress } from '@/lib/core/addresses/address';
import { STARTTLS, type StartTls } from '@/lib/tls/facts';
import { canonicalHost, canonicalName, STARTTLS_PORTS } from '@/lib/tls/place';

const PLAIN = 'plain';
export type WrongPlace = ReadonlySet<'host' | 'port' | 'sni' | 'address'>;

type Props = {
  readonly starttls: StartTls | '';
  readonly onStarttls: (kind: StartTls | '') => void;
  readonly wrong: WrongPlace;
};

/** The place of a form, as the server takes it, and what is wrong with it. */
export function readPlace(form: FormData, starttls: StartTls | '') {
  const [host, sni, address] = [textOf(form, 'host'), textOf(form, 'sni'), textOf(form, 'address')];
  const usual = starttls === '' ? 443 : STARTTLS_PORTS[starttls];
  const port = textOf(form, 'port') === '' ? usual : Number(textOf(form, 'port'));
  const wrong: WrongPlace = new Set([
    ...(canonicalHost(host) === null ? ['host' as const] : []),
    ...(Number.isInteger(port) && port >= 1 && port <= 65_535 ? [] : ['port' as const]),
    ...(sni === '' || canonicalName(sni) !== null ? [] : ['sni' as const]),
    ...(address === '' || parseAddress(address) !== null ? [] : ['address' as const]),
  ]);
  return { place: { host, port, sni, address, starttls }, wrong };
}

/** Where the service is; for most a host is enough. */
export function PlaceFields({ starttls, onStarttls, wrong }: Props) {
  const t = useTranslations('tls.form');
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_6rem_9rem]">
        <Field label={t('host')} error={wrong.has('host') && t('hostWrong')}>
          <FieldInput name="host" autoComplete="off" spellCheck={false} autoFocus />
        </Field>
        <Field label={t('port')} error={wrong.has('port') && t('portWrong')}>
          <FieldInput
            name="port"
            inputMode="numeric"
            placeholder={String(starttls === '' ? 443 : STARTTLS_PORTS[starttls])}
          />
        </Field>
        <Field label={t('starttls')}>
          <Select
            options={[{ value: PLAIN, label: t('noStarttls') }, ...STARTTLS.map((value) => ({ value, label: value }))]}
            value={starttls || PLAIN}
            onValueChange={(value) => onStarttls(STARTTLS.find((one) => one === value) ?? '')}
          />
        </Field>
      </div>
      <details open={wrong.has('sni') || wrong.has('address') || undefined}>
        <summary className="w-fit cursor-pointer py-1 font-medium">{t('more')}</summary>
        <div className="mt-2 grid gap-4 sm:grid-cols-2">
          <Field label={t('sni')} hint={t('sniHint')} error={wrong.has('sni') && t('sniWrong')}>
            <FieldInput name="sni" autoComplete="off" spellCheck={false} />
          </Field>
          <Field label={t('address')} hint={t('addressHint')} error={wrong.has('address') && t('addressWrong')}>
            <FieldInput name="address" autoComplete="off" spellCheck={false} />
          </Field>
        </div>
      </details>
    </>
  );
}
