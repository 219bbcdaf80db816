import '@fontsource-variable/geist';
import '@fontsource-variable/geist-mono';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Providers } from '@/components/layout/providers';
import { currentPreferences } from '@/lib/preferences/loaders';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell');
  return {
    title: { default: t('productName'), template: `%s · ${t('productName')}` },
    description: t('description'),
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = { colorScheme: 'light dark', width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const [preferences, head] = await Promise.all([currentPreferences(), headers()]);
  const { locale, theme, density } = preferences;
  return (
    <html lang={locale} data-theme={theme} data-density={density}>
      <body>
        <NextIntlClientProvider>
          <Providers nonce={head.get('x-nonce') ?? ''}>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
