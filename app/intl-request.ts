import { getRequestConfig } from 'next-intl/server';
import { formats } from '@/lib/core/datetime';
import { loadMessages } from '@/lib/core/i18n/messages';
import { currentPreferences } from '@/lib/preferences/loaders';

export default getRequestConfig(async () => {
  const { locale, timeZone } = await currentPreferences();
  return { locale, timeZone, formats, now: new Date(), messages: await loadMessages(locale) };
});
