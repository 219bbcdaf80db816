import { type AllowedRanges, allowedRangesSchema } from '@/lib/core/addresses/settings-schema';

/** Setting `escalation.ranges`: addresses inside that channels may reach (a mail server, a chat of one's own). */
export const channelRangesSchema = allowedRangesSchema;
export const CHANNEL_RANGES_DEFAULT: AllowedRanges = [];
