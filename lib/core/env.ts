import { z } from 'zod';

const flag = z.enum(['on', 'off']);
/** Compose hands over what is not set as an empty text. */
const unset = z.literal('').transform(() => undefined);
const credential = z.union([unset, z.string()]).optional();

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  DATABASE_URL: z.string().min(1),
  /** A role that may create tables; when unset, DATABASE_URL is used for migrations too. */
  DATABASE_MIGRATE_URL: z.string().min(1).optional(),
  DATABASE_POOL: z.coerce.number().int().min(6).max(100).default(10),
  NEXTAUTH_URL: z.url().default('http://localhost:3000'),
  /** One secret, at least 32 bytes: session cookies, token pepper and audit key are derived from it. */
  LAGEBILD_SECRET: z.string().min(32),
  LAGEBILD_DEMO: flag.default('off'),
  /** What Next's server binds; without it, every address. */
  HOSTNAME: z.string().min(1).default('0.0.0.0'),
  LAGEBILD_SAMPLE: flag.default('on'),
  LAGEBILD_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Where EPSS and KEV files are placed; the worker reads new ones. */
  LAGEBILD_INTEL_FOLDER: z.union([unset, z.string()]).optional(),
  LAGEBILD_MAX_UPLOAD_MB: z.coerce.number().int().min(1).default(1024),
  ENTRA_ISSUER: z.url().optional(),
  ENTRA_TENANT_ID: z.guid().optional(),
  ENTRA_CLIENT_ID: z.string().min(1).optional(),
  ENTRA_CLIENT_SECRET: credential,
  /** Path of a PEM file with private key and certificate: instead of the secret. */
  ENTRA_CLIENT_CERTIFICATE: credential,
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/**
 * The settings of this process, parsed once. The only reader of `process.env` (`.env.example` explains each).
 * @throws an Error that names each setting that is missing or wrong
 */
export function env(): Env {
  parsed ??= read(schema);
  return parsed;
}

function read<T>(settings: z.ZodType<T>): T {
  const result = settings.safeParse(process.env);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Error(`Settings are missing or wrong (see .env.example): ${wrong}`);
}

const identitySchema = z.object({
  NEXTAUTH_URL: z.url(),
  ENTRA_ISSUER: z.url(),
  ENTRA_TENANT_ID: z.guid(),
  ENTRA_CLIENT_ID: z.string().min(1),
  ENTRA_CLIENT_SECRET: credential,
  ENTRA_CLIENT_CERTIFICATE: credential,
  /** Comma-separated, for tests: `lax`, `opportunistic`, `aged` (identity/settings.ts). */
  IDENTITY_SWITCHES: z.string().default(''),
});

/** The settings of the demo provider's process: the same names as the product's, without its secrets. */
export function identityEnv(): z.infer<typeof identitySchema> {
  return read(identitySchema);
}

/** The name of every setting that this module reads. */
export const SETTING_NAMES: readonly string[] = [
  ...new Set([...Object.keys(schema.shape), ...Object.keys(identitySchema.shape)]),
];

const migrateSchema = schema.pick({ DATABASE_URL: true, DATABASE_MIGRATE_URL: true });

/** The settings of the migration: it runs before, and without, everything else. */
export function migrateEnv(): z.infer<typeof migrateSchema> {
  return read(migrateSchema);
}
