import pino from 'pino';
import { env } from '@/lib/core/env';

let logger: pino.Logger | undefined;

/** Structured lines on stdout. What could hold a secret is cut out by name. */
export function log(): pino.Logger {
  logger ??= pino({
    level: env().LAGEBILD_LOG,
    base: undefined,
    redact: {
      paths: ['*.authorization', '*.cookie', '*.secret', '*.token', '*.password', '*.connectionString'],
      censor: '[cut]',
    },
  });
  return logger;
}
