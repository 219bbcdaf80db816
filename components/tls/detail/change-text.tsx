import { ArrowDownRight, ArrowUpRight, Minus } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { Change } from '@/lib/tls/changes';
import { type TlsVersion, VERSIONS, WEAKNESSES } from '@/lib/tls/facts';
import { VERSION_NAMES } from '@/lib/tls/versions';
import { WEAKNESS_NAMES } from '@/lib/tls/weakness-names';

const LOOKS = {
  better: { icon: ArrowUpRight, ink: 'text-met-ink' },
  worse: { icon: ArrowDownRight, ink: 'text-missed-ink' },
  neutral: { icon: Minus, ink: 'text-muted' },
} as const;

type Props = { readonly change: Change; readonly suiteNames: Readonly<Record<string, string>> };

const isVersion = (word: string): word is TlsVersion => VERSIONS.some((one) => one === word);

/** A change in a sentence, with whether it is for the better. */
export function ChangeText({ change: { kind, way, params }, suiteNames }: Props) {
  const t = useTranslations('tls.change');
  const format = useFormatter();
  const { icon: Icon, ink } = LOOKS[way];
  const protocol = String(params.protocol ?? '');
  const weakness = WEAKNESSES.find((one) => one === params.weakness);
  const ids = String(params.suites ?? '')
    .split(' ')
    .filter(Boolean);
  const text = t(kind, {
    from: String(params.from ?? ''),
    to: String(params.to ?? ''),
    now: String(params.now ?? ''),
    protocol: isVersion(protocol) ? VERSION_NAMES[protocol] : protocol,
    count: Number(params.count ?? 0),
    suites: ids.map((id) => suiteNames[id] ?? id).join(', '),
    weakness: weakness ? WEAKNESS_NAMES[weakness] : '',
    until: params.notAfter ? format.dateTime(new Date(params.notAfter), 'day', { timeZone: 'UTC' }) : '',
    sameKey: String(params.sameKey ?? 'false'),
  });
  return (
    <li className="flex items-start gap-1.5">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${ink}`} />
      <span className="wrap-anywhere">
        <span className="sr-only">{t(`ways.${way}`)}</span> {text}
      </span>
    </li>
  );
}
