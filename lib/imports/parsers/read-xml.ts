import type { XmlElement } from '@/lib/imports/parsers/types';

/** The first child of a name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((candidate) => candidate.name === name);
}

export function children(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((candidate) => candidate.name === name) ?? [];
}

/** The trimmed text of the first child of a name; empty where there is none. */
export function childText(element: XmlElement | undefined, name: string): string {
  return child(element, name)?.text.trim() ?? '';
}

/** An attribute; empty where there is none. Never looks at prototypes. */
export function attribute(element: XmlElement | undefined, name: string): string {
  return element && Object.hasOwn(element.attributes, name) ? (element.attributes[name] ?? '') : '';
}
