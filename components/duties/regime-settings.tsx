'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { SwitchDialog } from '@/components/duties/switch-dialog';
import { OutLink } from '@/components/findings/detail/section';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { RegimeSetting, RegimeSwitchView } from '@/lib/duties/types';

type Props = { readonly settings: readonly RegimeSetting[]; readonly writable: boolean };

/** Which regimes incidents are asked about, and what was said of each. */
export function RegimeSettings({ settings, writable }: Props) {
  return (
    <ul className="flex flex-col">
      {settings.map((setting) => (
        <Regime key={setting.regime} setting={setting} writable={writable} />
      ))}
    </ul>
  );
}

function Regime({ setting, writable }: { readonly setting: RegimeSetting; readonly writable: boolean }) {
  const t = useTranslations('duties.regimes');
  const locale = useLocale();
  const [asked, setAsked] = useState(false);
  const { title, source, active, switches } = setting;
  const [newest, ...older] = switches;
  // What is planned is the next thing that can be changed.
  const goesOn = newest?.active ?? true;
  return (
    <li className="flex flex-col gap-1 border-line border-t py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="font-medium wrap-anywhere">{title[locale]}</h3>
        <Badge tone={active ? 'met' : 'neutral'}>{t(active ? 'on' : 'off')}</Badge>
      </div>
      <p className="text-muted text-xs">
        <OutLink href={source.address}>{`${source.law}, ${source.article}`}</OutLink>
      </p>
      {newest ? <Said one={newest} /> : <p className="text-muted text-xs">{t('asDelivered')}</p>}
      {older.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer py-1 text-muted text-xs">
            {t('older', { count: older.length })}
          </summary>
          {older.map((one) => (
            <Said key={one.number} one={one} />
          ))}
        </details>
      )}
      {writable && (
        <Button
          size="sm"
          className="w-fit"
          aria-label={t(goesOn ? 'offOne' : 'onOne', { regime: title[locale] })}
          onClick={() => setAsked(true)}
        >
          {t(goesOn ? 'turnOff' : 'turnOn')}
        </Button>
      )}
      <SwitchDialog key={switches.length} setting={setting} open={asked} onClose={() => setAsked(false)} />
    </li>
  );
}

function Said({ one: { active, reason, by, since, createdAt, planned } }: { readonly one: RegimeSwitchView }) {
  const t = useTranslations('duties.regimes');
  const format = useFormatter();
  const exact = (at: string) => format.dateTime(new Date(at), 'exact');
  return (
    <p className="wrap-anywhere">
      {reason}{' '}
      <span className="text-muted text-xs">
        {t(planned ? 'planned' : 'said', { active: String(active), since: exact(since), by, at: exact(createdAt) })}
      </span>
    </p>
  );
}
