import { z } from 'zod';

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
