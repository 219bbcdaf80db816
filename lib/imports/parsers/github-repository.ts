import { firstText, isObject } from '@/lib/core/json';
import type { JsonRecord } from '@/lib/imports/parsers/types';

const ALERT =
  /^https?:\/\/[^/]{1,255}\/(?:api\/v3\/)?(?:repos\/)?([\w.-]{1,100}\/[\w.-]{1,100})\/(?:security\/)?(?:code-scanning|secret-scanning|dependabot)\//;

/**
 * The repository of an export of alerts, by its first one: "owner/name". An organisation's export, whose alerts name their
 * repositories, is of none of them.
 */
export function githubTarget({ value }: JsonRecord): { target?: string } {
  if (!isObject(value) || isObject(value.repository)) return {};
  const target = ALERT.exec(firstText(value, 'html_url', 'url'))?.[1];
  return target === undefined ? {} : { target };
}
