import { useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/ui/relative-time';
import { type Change, WAYS } from '@/lib/lists/types';
import type { ListView, VersionView } from '@/lib/lists/view-types';

/** Who changed the list, when and how, the newest first. */
export function ListHistory({ view }: { readonly view: ListView }) {
  const t = useTranslations('lists.history');
  if (view.versions.length === 0) return null;
  return (
    <section aria-labelledby="list-history" className="mt-6">
      <h2 id="list-history" className="mb-2 font-semibold text-lg">
        {t('title')}
      </h2>
      <ol className="flex flex-col gap-2">
        {view.versions.map((version) => (
          <li key={version.version} className="border-line border-b pb-2">
            <Version version={version} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Version({ version }: { readonly version: VersionView }) {
  const t = useTranslations('lists.history');
  const { version: number, at, way, by, added, changed, removed, changes } = version;
  const how = WAYS.find((one) => one === way) ?? 'form';
  const all = added + changed + removed;
  return (
    <details>
      <summary className="cursor-pointer">
        <span className="font-medium tabular-nums">{t('version', { number })}</span>{' '}
        {t('changes', { added, changed, removed })}{' '}
        <span className="text-muted">
          {t(`ways.${how}`, { name: by })} · <RelativeTime at={at} />
        </span>
      </summary>
      <ul className="mt-1 pl-4 font-mono text-xs">
        {changes.map((change) => (
          <li key={wordsOf(change)} className="wrap-anywhere">
            {wordsOf(change)}
          </li>
        ))}
      </ul>
      {all > changes.length && <p className="pl-4 text-muted text-xs">{t('more', { count: all - changes.length })}</p>}
    </details>
  );
}

function mark({ before, after }: Change): string {
  if (before === null) return '+';
  return after === null ? '−' : '±';
}

function wordsOf(change: Change): string {
  const entry = change.after ?? change.before;
  if (!entry) return '';
  const { subject, detail, protocol, reason, owner, until } = entry;
  const place = [subject, protocol === '' ? detail : `${detail}/${protocol}`].filter((part) => part !== '').join(' ');
  const more = [reason, owner, until ? `→ ${until}` : ''].filter((part) => part !== '').join(' · ');
  return `${mark(change)} ${place}${more === '' ? '' : ` · ${more}`}`;
}
