import type { PersonActor } from '@/lib/core/context';
import { isTimeZone } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { isLocale } from '@/lib/core/i18n/locales';
import type { Preferences } from '@/lib/core/preferences';

/** What a person chose on another browser. One's own row: no scope. */
export async function storedPreferences(actor: PersonActor): Promise<Partial<Preferences>> {
  const person = await unsafeDb().person.findUnique({
    where: { id: actor.id },
    select: { locale: true, timeZone: true, shortcuts: true },
  });
  if (!person) return {};
  const { locale, timeZone, shortcuts } = person;
  return {
    locale: isLocale(locale) ? locale : undefined,
    timeZone: timeZone && isTimeZone(timeZone) ? timeZone : undefined,
    shortcuts,
  };
}
