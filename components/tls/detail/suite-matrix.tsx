'use client';

import { CircleAlert, CircleCheck, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Table, Td, Th } from '@/components/ui/table';
import type { Tone } from '@/components/ui/tone';
import { type TlsVersion, VERSIONS } from '@/lib/tls/facts';
import type { Strength } from '@/lib/tls/suite-matrix';
import type { ScanView } from '@/lib/tls/types';
import { VERSION_NAMES } from '@/lib/tls/versions';

const LOOKS = {
  good: { tone: 'met', icon: CircleCheck },
  weak: { tone: 'partly', icon: CircleAlert },
  broken: { tone: 'missed', icon: CircleX },
} as const satisfies Record<Strength, { tone: Tone; icon: typeof CircleX }>;

const SHOWN = 15;

/** Which suite in which protocol, with its place in the server's order. */
export function SuiteMatrix({ scan: { facts, suites } }: { readonly scan: ScanView }) {
  const t = useTranslations('tls.matrix');
  const [all, setAll] = useState(false);
  const offered = [...VERSIONS].reverse().filter((version) => facts.protocols[version].offered === true);
  return (
    <>
      <Versions protocols={facts.protocols} />
      <Table label={t('label')}>
        <thead>
          <tr>
            <Th>{t('suite')}</Th>
            <Th>{t('strength')}</Th>
            <Th numeric>{t('bits')}</Th>
            {offered.map((version) => (
              <Th key={version} numeric>
                {VERSION_NAMES[version]}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {suites.slice(0, all ? undefined : SHOWN).map(({ id, name, openssl, bits, strength, places }) => (
            <tr key={id}>
              <Td>
                <code className="font-mono text-xs" title={openssl ?? undefined}>
                  {name}
                </code>
              </Td>
              <Td>{strength && <StrengthBadge strength={strength} />}</Td>
              <Td numeric className="tabular-nums">
                {bits}
              </Td>
              {offered.map((version) => (
                <Td key={version} numeric className="tabular-nums">
                  {places[version] ?? <span className="text-muted">–</span>}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {!all && suites.length > SHOWN && (
        <Button size="sm" variant="ghost" className="-ml-2 mt-1" onClick={() => setAll(true)}>
          {t('all', { count: suites.length })}
        </Button>
      )}
      <p className="mt-1 text-muted text-xs">{t('order')}</p>
    </>
  );
}

function StrengthBadge({ strength }: { readonly strength: Strength }) {
  const t = useTranslations('tls.matrix.strengths');
  const { tone, icon: Icon } = LOOKS[strength];
  return (
    <Badge tone={tone} mark={<Icon />}>
      {t(strength)}
    </Badge>
  );
}

const OLD: readonly TlsVersion[] = ['ssl2', 'ssl3', 'tls10', 'tls11'];

function Versions({ protocols }: { readonly protocols: ScanView['facts']['protocols'] }) {
  const t = useTranslations('tls.matrix');
  const toneOf = (version: TlsVersion, offered: boolean | null): Tone => {
    if (offered === null) return 'unknown';
    if (!offered) return 'neutral';
    return OLD.includes(version) ? 'partly' : 'met';
  };
  return (
    <ul className="mb-3 flex flex-wrap gap-1.5">
      {[...VERSIONS].reverse().map((version) => {
        const { offered, preference } = protocols[version];
        const said = offered === null ? 'unknown' : offered ? 'yes' : 'no';
        return (
          <li key={version}>
            <Badge tone={toneOf(version, offered)}>
              {t('version', { version: VERSION_NAMES[version], said })}
              {offered && preference && ` · ${t(`preference.${preference}`)}`}
            </Badge>
          </li>
        );
      })}
    </ul>
  );
}
