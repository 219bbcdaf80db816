import { isArray, isObject, type Json } from '@/lib/core/json';

/** A text with a secret taken out; what is too short to be one would tear words apart. */
export function masked(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (rest, secret) =>
      secret.length < 4 || secret.startsWith('REDACTED') ? rest : rest.replaceAll(secret, '[redacted]'),
    text,
  );
}

/** The same for every text of a value, keys included. */
export function maskedDeep(value: Json, secrets: readonly string[]): Json {
  if (typeof value === 'string') return masked(value, secrets);
  if (isArray(value)) return value.map((item) => maskedDeep(item, secrets));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [masked(key, secrets), maskedDeep(item, secrets)]),
  );
}
