import { getTranslations } from 'next-intl/server';
import { buttonClass } from '@/components/ui/button-style';
import type { LinkView } from '@/lib/escalation/link';

/** A form without script: it works on any phone, and what follows links by itself presses no button. */
export async function TakeIncident({ token, link }: { readonly token: string; readonly link: LinkView | null }) {
  const t = await getTranslations('escalation.take');
  const open = (
    <a
      className={buttonClass('secondary', 'md', 'self-start')}
      href={link ? `/incidents/${link.number}` : '/incidents'}
    >
      {t('signIn')}
    </a>
  );
  if (!link)
    return (
      <>
        <h1 className="font-semibold text-2xl">{t('over')}</h1>
        <p className="text-muted">{t('overLead')}</p>
        {open}
      </>
    );
  const { name, title, priority, product, minutes, person, taken } = link;
  return (
    <>
      <p className="text-muted">{t('priority', { priority, name, minutes })}</p>
      <h1 className="break-words font-semibold text-2xl">{title}</h1>
      <p className="text-muted">{product}</p>
      {taken === null ? (
        <form method="post" action={`/a/${token}/take`} className="mt-4 flex flex-col gap-3">
          <button type="submit" className={buttonClass('primary', 'md', 'min-h-16 w-full justify-center text-lg')}>
            {t('button')}
          </button>
          <p className="text-muted text-sm">{t('as', { person })}</p>
        </form>
      ) : (
        <p role="status" className="mt-4 font-medium text-lg">
          {taken === person ? t('yours') : t('taken', { person: taken })}
        </p>
      )}
      {open}
    </>
  );
}
