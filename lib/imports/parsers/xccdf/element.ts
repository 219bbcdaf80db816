import type { XmlElement } from '@/lib/imports/parsers/types';

/** The name without its namespace's prefix. */
export function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf(':') + 1);
}

/** The first child of a local name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => localName(child) === name);
}

export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => localName(child) === name) ?? [];
}

/** Its text on one line; where it has only marked-up text, that of what is inside. */
export function textOf(element: XmlElement | undefined): string {
  if (element === undefined) return '';
  const own = element.text.replace(/\s+/g, ' ').trim();
  return own === '' ? element.children.map(textOf).join(' ').trim() : own;
}
