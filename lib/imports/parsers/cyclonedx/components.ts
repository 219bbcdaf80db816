import { packageOfPurl } from '@/lib/imports/parsers/normalise';

/** A component of a BOM as its vulnerabilities point at it. */
export type BomComponent = {
  readonly ref: string;
  readonly purl: string;
  readonly name: string;
  readonly version: string;
};

/** The components of one BOM by `bom-ref`. */
export class Components {
  readonly #byRef = new Map<string, BomComponent>();

  /** `subject` is what the BOM describes; vulnerabilities that name no component are its own. */
  constructor(readonly subject: BomComponent | undefined) {
    if (subject) this.add(subject);
  }

  add(component: BomComponent): void {
    if (component.ref !== '') this.#byRef.set(component.ref, component);
  }

  /** By a ref, or by a BOM-Link (`urn:cdx:serial/version#ref`); a ref to another BOM may still be a package URL. */
  byRef(ref: string): BomComponent | undefined {
    const link = /^urn:cdx:[^#]{1,200}#(.*)$/s.exec(ref)?.[1];
    const wanted = link === undefined ? ref : decoded(link);
    return this.#byRef.get(wanted) ?? foreign(wanted);
  }
}

/** The name as package managers write it: Maven's with its group, npm's with its scope. */
export function componentName(group: string, name: string, purl: string): string {
  if (group === '') return name;
  return `${group}${purl.startsWith('pkg:maven/') ? ':' : '/'}${name}`;
}

function foreign(ref: string): BomComponent | undefined {
  if (ref.trim() === '') return undefined;
  const known = packageOfPurl(ref);
  return { ref, purl: known ? ref : '', name: known?.name ?? ref, version: known?.version ?? '' };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
