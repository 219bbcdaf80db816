import {
  ACCEPTANCE_POLICY_DEFAULT,
  type AcceptancePolicy,
  acceptancePolicySchema,
} from '@/lib/acceptances/settings-schema';
import { setting } from '@/lib/core/settings';

/** How long risks may be accepted, and when people are warned (setting `acceptances`). */
export function acceptancePolicy(): Promise<AcceptancePolicy> {
  return setting('acceptances', acceptancePolicySchema, ACCEPTANCE_POLICY_DEFAULT);
}
