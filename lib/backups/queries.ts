import type { Receipt } from '@/lib/backups/types';
import { postFile } from '@/lib/core/ask';

type Sent = { readonly productId: string; readonly shape: string; readonly sender: string; readonly zone: string };

/** Sends what a backup tool printed. @throws RequestError */
export function sendBackupDocument({ productId, shape, sender, zone }: Sent, file: File): Promise<Receipt> {
  const said = { product: productId, shape, sender, name: file.name, ...(zone !== '' && { zone }) };
  return postFile(`/api/backups/upload?${new URLSearchParams(said)}`, file);
}
