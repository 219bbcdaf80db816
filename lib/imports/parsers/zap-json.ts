import { at, type Json, type JsonObject, object, objects, text } from '@/lib/core/json';
import type { JsonParser } from '@/lib/imports/parsers/types';
import { readAlert, type ZapAlert, type ZapInstance, zapMoment } from '@/lib/imports/parsers/zap';

/**
 * ZAP's "Traditional JSON Report", also with requests and responses (none seen: by its documentation).
 * https://www.zaproxy.org/docs/desktop/addons/report-generation/report-traditional-json/
 */
export const zapJson: JsonParser = {
  id: 'zap-json',
  label: 'ZAP (JSON)',
  syntax: 'json',
  records: ['site.*.alerts.*'],

  recognise(outline) {
    if (at(outline, 'site') === undefined) return 0;
    if (text(outline, '@programName') === 'ZAP') return 1;
    if (at(outline, '@generated') !== undefined) return 0.95;
    return object(outline, 'site', 0, 'alerts', 0) && at(outline, 'site', 0, '@name') !== undefined ? 0.8 : 0;
  },

  open(skeleton) {
    return {
      facts: {
        scanner: 'zap',
        target: text(skeleton, 'site', 0, '@name'),
        scanAt: zapMoment(text(skeleton, 'created'), text(skeleton, '@generated')),
        toolVersion: text(skeleton, '@version') || undefined,
      },
      *read({ keys, value }) {
        yield* readAlert(alertOf(value, text(skeleton, ...keys.slice(0, 2), '@name')));
      },
    };
  },
};

function alertOf(value: Json, site: string): ZapAlert {
  const field = (name: string) => text(value, name).trim();
  return {
    plugin: field('pluginid'),
    alertRef: field('alertRef'),
    name: field('alert') || field('name'),
    risk: field('riskcode'),
    riskText: field('riskdesc'),
    confidence: field('confidence'),
    description: field('desc'),
    solution: field('solution'),
    otherInfo: field('otherinfo'),
    reference: field('reference'),
    cwe: field('cweid'),
    wasc: field('wascid'),
    site,
    instances: objects(value, 'instances').map(instanceOf),
  };
}

function instanceOf(value: JsonObject): ZapInstance {
  const field = (name: string) => text(value, name).trim();
  return {
    uri: field('uri'),
    method: field('method'),
    param: field('param'),
    attack: field('attack'),
    evidence: field('evidence'),
    request: `${field('request-header')}\n\n${field('request-body')}`.trim(),
    response: `${field('response-header')}\n\n${field('response-body')}`.trim(),
  };
}
