import pino, { type DestinationStream } from 'pino';
import { env } from '@/lib/core/env';

const SECRETS = [
  'authorization',
  'cookie',
  'secret',
  'secretMac',
  'token',
  'password',
  'connectionString',
  'codeVerifier',
];
/** Credentials of a URL and API tokens, wherever they stand in a text. */
const HIDDEN: readonly [RegExp, string][] = [
  [/(\w+:\/\/[^:/\s]+:)[^@/\s]+@/g, '$1[cut]@'],
  [/\blgb_[A-Za-z0-9]{8}_[A-Za-z0-9]+/g, '[token cut]'],
  [/\bBearer\s+[\w.~+/-]+=*/gi, 'Bearer [cut]'],
];

function withoutSecrets(text: string): string {
  return HIDDEN.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
}

/** Some packages report plain objects that only look like errors. */
function textOf(error: unknown): string {
  const looksLikeOne = typeof error === 'object' && error !== null && 'message' in error;
  return String(looksLikeOne ? error.message : error);
}

/** The error as a log line may show it: no parameters of queries, no credentials of URLs. */
function plainError(error: unknown): object {
  if (!(error instanceof Error)) return { message: withoutSecrets(textOf(error)) };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return {
    type: error.name,
    message: withoutSecrets(error.message),
    stack: withoutSecrets(error.stack ?? ''),
    ...code,
    ...(error.cause ? { cause: plainError(error.cause) } : {}),
  };
}

/** A logger that writes lines of JSON to `destination` (stdout). */
export function makeLogger(level: string, destination?: DestinationStream): pino.Logger {
  const options: pino.LoggerOptions = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: plainError },
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[cut]' },
  };
  return destination ? pino(options, destination) : pino(options);
}

let logger: pino.Logger | undefined;

/** Structured lines on stdout; give `requestId` where there is one. What could hold a secret is cut out. */
export function log(): pino.Logger {
  logger ??= makeLogger(env().LAGEBILD_LOG);
  return logger;
}
