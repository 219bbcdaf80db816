import { z } from 'zod';
import { firstFault, PLACE_MAX } from '@/lib/compliance/oscal/bounds';
import { OSCAL_LIMITS, type OscalRefusal } from '@/lib/compliance/oscal/limits';
import { DomainError } from '@/lib/core/errors';

export const refuse = (issue: OscalRefusal, details: Readonly<Record<string, string | number>> = {}) =>
  new DomainError('invalid', { issue, ...details });

const token = z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}_.()-]{0,99}$/u);
const select = z.object({ choice: z.array(z.string()).max(OSCAL_LIMITS.members).optional() });
const param = z.object({ id: z.string(), label: z.string().optional(), select: select.optional() });
const prop = z.object({ name: z.string(), value: z.string() });

const part = z.object({
  name: z.string(),
  prose: z.string().optional(),
  get parts(): z.ZodOptional<z.ZodArray<typeof part>> {
    return z.array(part).optional();
  },
});
export type OscalPart = z.infer<typeof part>;

const control = z.object({
  id: token,
  title: z.string(),
  params: z.array(param).optional(),
  props: z.array(prop).optional(),
  parts: z.array(part).optional(),
  get controls(): z.ZodOptional<z.ZodArray<typeof control>> {
    return z.array(control).optional();
  },
});
export type OscalControl = z.infer<typeof control>;

const group = z.object({
  id: token.optional(),
  title: z.string(),
  controls: z.array(control).optional(),
  get groups(): z.ZodOptional<z.ZodArray<typeof group>> {
    return z.array(group).optional();
  },
});
export type OscalGroup = z.infer<typeof group>;

/** What is read of an OSCAL 1.x catalogue (NIST); whatever else it holds stays in the file. */
const documentSchema = z.object({
  catalog: z.object({
    uuid: z.uuid(),
    metadata: z.object({
      title: z.string().trim().min(1),
      version: z.string(),
      'last-modified': z.string(),
      'oscal-version': z.string(),
      parties: z
        .array(z.object({ name: z.string().optional() }))
        .max(OSCAL_LIMITS.members)
        .optional(),
    }),
    groups: z.array(group).optional(),
    controls: z.array(control).optional(),
  }),
});
export type OscalCatalogue = z.infer<typeof documentSchema>['catalog'];

/** How deep brackets go and how many values there are, strings aside: asked before anything recursive sees the text. */
function sizeOf(text: string): { readonly deepest: number; readonly values: number } {
  let [depth, deepest, values, quoted] = [0, 0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (quoted) {
      if (mark === '\\') at += 1;
      else if (mark === '"') quoted = false;
    } else if (mark === '"') quoted = true;
    else if (mark === '{' || mark === '[') {
      depth += 1;
      deepest = Math.max(deepest, depth);
      values += 1;
    } else if (mark === '}' || mark === ']') depth -= 1;
    else if (mark === ',') values += 1;
  }
  return { deepest, values };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
  } catch {
    throw refuse('oscal_json');
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('oscal_json');
  }
}

/** A mapping in YAML begins with its first key, or with the line that begins a document. */
const isYaml = (text: string) => /^(?:#[^\n]*\n|%YAML|---|[a-z-]{1,40}:\s)/.test(text);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * The document as it stands.
 * @throws DomainError `too_large`; `invalid` with an OscalRefusal as `issue`, and `place` for a wrong shape
 */
export function parseOscal(bytes: Uint8Array): OscalCatalogue {
  if (bytes.length > OSCAL_LIMITS.bytes) throw new DomainError('too_large', { max: OSCAL_LIMITS.bytes });
  const text = textOf(bytes);
  if (text.startsWith('<')) throw refuse('oscal_xml');
  if (isYaml(text)) throw refuse('oscal_yaml');
  const { deepest, values } = sizeOf(text);
  if (deepest > OSCAL_LIMITS.depth) throw refuse('oscal_depth', { max: OSCAL_LIMITS.depth });
  if (values > OSCAL_LIMITS.values) throw refuse('oscal_parts', { max: OSCAL_LIMITS.values });
  const json = jsonOf(text);
  if (!isObject(json)) throw refuse('oscal_json');
  if (!('catalog' in json)) {
    const [found = ''] = Object.keys(json).filter((key) => key !== '$schema');
    throw refuse('oscal_other', { found: found.slice(0, 60) });
  }
  const fault = firstFault(json.catalog);
  if (fault) throw refuse(fault.issue, fault.details);
  const parsed = documentSchema.safeParse(json);
  if (!parsed.success)
    throw refuse('oscal_shape', { place: parsed.error.issues[0]?.path.join('.').slice(0, PLACE_MAX) ?? '' });
  const { catalog } = parsed.data;
  const found = catalog.metadata['oscal-version'].trim();
  if (!/^v?1\.\d/.test(found)) throw refuse('oscal_version', { found: found.slice(0, 20) });
  return catalog;
}
