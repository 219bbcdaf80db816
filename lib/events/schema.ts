import { z } from 'zod';

/** What a sender calls itself: shown, and part of an address. */
export const senderNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._:@/-]*$/u);
