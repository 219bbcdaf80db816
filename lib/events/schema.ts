import { z } from 'zod';
import { isTimeZone } from '@/lib/core/datetime';

/** What a sender calls itself: shown, and part of an address. */
export const senderNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._:@/-]*$/u);

const BIGINT = 2n ** 63n;

/** An event's id: 64 bits, signed. */
export const eventIdSchema = z
  .string()
  .refine((id) => /^-?\d{1,19}$/.test(id) && BigInt(id) >= -BIGINT && BigInt(id) < BIGINT);

/** A sender that is expected less often than this is expected when it likes. */
export const EXPECTED_MINUTES_MAX = 60 * 24 * 31;

const habit = z.object({
  /** Seconds between deliveries that are nothing to worry about; null: learnt; 0: nothing is expected. */
  expectedSeconds: z
    .int()
    .min(0)
    .max(EXPECTED_MINUTES_MAX * 60)
    .nullable(),
  timeZone: z.string().max(100).refine(isTimeZone).nullable(),
});
export type SenderHabit = z.infer<typeof habit>;

/** `before`: what the form showed. */
export const changeSenderSchema = z.object({ id: z.uuid(), before: habit, after: habit });
export type ChangeSender = z.infer<typeof changeSenderSchema>;
