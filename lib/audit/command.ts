import { verifyAudit } from '@/lib/audit/verify';
import { disconnect } from '@/lib/core/db';

/** For `npm run audit:verify`: prints what was found as one JSON object; true where the chain is intact. */
export async function verifyCommand(): Promise<boolean> {
  const found = await verifyAudit().finally(disconnect);
  console.log(JSON.stringify(found, null, 2));
  return found.breach === null;
}
