import { redirect } from 'next/navigation';
import { pageCtx } from '@/lib/access/guard';

export default async function SettingsPage() {
  await pageCtx();
  redirect('/settings/profile');
}
