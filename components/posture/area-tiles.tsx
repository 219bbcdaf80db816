import { useTranslations } from 'next-intl';
import { STATE_ICONS } from '@/components/posture/state-badge';
import { countStandings } from '@/lib/safeguards/score';
import { AREAS, type Standing } from '@/lib/safeguards/types';
import type { PostureRow } from '@/lib/safeguards/view-types';

/** As people read it: what is good, then what is not, then what nobody knows. */
const ORDER: readonly Standing[] = ['met', 'partly', 'missed', 'unknown', 'excepted', 'idle'];

const FILLS: Readonly<Record<Standing, string>> = {
  met: 'bg-met',
  partly: 'bg-partly',
  missed: 'bg-missed',
  unknown: 'bg-unknown',
  excepted: 'bg-line-strong',
  idle: 'bg-line',
};

/** Areas side by side: how many promises of each hold; a tile leads to its promises below. */
export function AreaTiles({ rows }: { readonly rows: readonly PostureRow[] }) {
  const t = useTranslations('posture');
  return (
    <ul className="mb-8 grid grid-cols-1 gap-x-6 gap-y-3 sm:grid-cols-2 xl:grid-cols-4">
      {AREAS.map((area) => {
        const own = rows.filter((row) => row.area === area);
        if (own.length === 0) return null;
        const counts = countStandings(own);
        return (
          <li key={area}>
            <a href={`#${area}`} className="block rounded-md border border-line px-3 py-2 hover:bg-hover">
              <span className="block truncate font-medium">{t(`areas.${area}`)}</span>
              <span className="block text-muted text-xs">
                {t('tile', { met: counts.met, of: own.length - counts.excepted - counts.idle })}
              </span>
              <span aria-hidden className="mt-1.5 flex h-1.5 gap-px overflow-hidden rounded-full">
                {ORDER.map((state) => (
                  <span key={state} className={FILLS[state]} style={{ flexGrow: counts[state] }} />
                ))}
              </span>
              <span className="mt-1.5 flex flex-wrap gap-x-3 text-xs">
                {ORDER.map((state) => (
                  <Count key={state} state={state} n={counts[state]} />
                ))}
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function Count({ state, n }: { readonly state: Standing; readonly n: number }) {
  const t = useTranslations('posture.states');
  const Icon = STATE_ICONS[state];
  return (
    <span className={n === 0 ? 'hidden' : 'inline-flex items-center gap-1 text-muted'}>
      <Icon aria-hidden className="size-3" />
      {`${n} ${t(state)}`}
    </span>
  );
}
