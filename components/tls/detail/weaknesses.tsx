import { CircleCheck, CircleHelp, CircleMinus, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import { type ScanFacts, type Verdict, WEAKNESSES } from '@/lib/tls/facts';
import { WEAKNESS_NAMES } from '@/lib/tls/weakness-names';

const LOOKS = {
  vulnerable: { tone: 'missed', icon: CircleX },
  inconclusive: { tone: 'unknown', icon: CircleHelp },
  not_checked: { tone: 'unknown', icon: CircleHelp },
  not_vulnerable: { tone: 'met', icon: CircleCheck },
  not_applicable: { tone: 'neutral', icon: CircleMinus },
} as const satisfies Record<Verdict, { tone: Tone; icon: typeof CircleX }>;

const ORDER = Object.keys(LOOKS);

/** What is there first, then what nobody knows. */
export function Weaknesses({ weaknesses }: Pick<ScanFacts, 'weaknesses'>) {
  const t = useTranslations('tls.verdicts');
  const words = useTranslations('tlsRules.weaknesses');
  const rank = (verdict: Verdict) => ORDER.indexOf(verdict);
  const sorted = [...WEAKNESSES].sort((a, b) => rank(weaknesses[a].verdict) - rank(weaknesses[b].verdict));
  return (
    <ul className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
      {sorted.map((id) => {
        const { verdict, detail } = weaknesses[id];
        const { tone, icon: Icon } = LOOKS[verdict];
        return (
          <li key={id} className="border-line border-t py-1.5">
            <p className="flex items-center justify-between gap-2">
              <span className={verdict === 'vulnerable' ? 'font-semibold' : undefined}>{WEAKNESS_NAMES[id]}</span>
              <Badge tone={tone} mark={<Icon />}>
                {t(verdict)}
              </Badge>
            </p>
            {verdict === 'vulnerable' && <p className="text-sm">{words(`${id}.fact`)}</p>}
            {verdict === 'vulnerable' && detail && <p className="wrap-anywhere text-muted text-xs">{detail}</p>}
          </li>
        );
      })}
    </ul>
  );
}
