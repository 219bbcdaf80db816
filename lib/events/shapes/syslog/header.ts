import type { Reception } from '@/lib/events/shapes/types';
import { nanosOf, parseTime } from '@/lib/events/time';
import { withOffset } from '@/lib/events/wall-time';
import type { Severity } from '@/lib/findings/severity';

/** A line of syslog before its message is looked into. Empty where the line does not say. */
export type SyslogLine = {
  readonly time: string;
  readonly severity: Severity;
  readonly host: string;
  readonly program: string;
  readonly pid: string;
  readonly message: string;
};

/** Emergency to debug. A program that fails is no danger by itself: an error is not "high" here. */
const SEVERITIES: readonly Severity[] = [4, 4, 3, 2, 1, 0, 0, 0];

/** RFC 6587: the length that precedes a line over TCP. */
const LENGTH = /^\d{1,7} (?=<)/;
const PRIORITY = /^<(\d{1,3})>/;
/** RFC 5424: version, time, host, program, process, kind; what follows is structured data and the message. */
const NEW = /^1 (\S{1,64}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) /;
/** RFC 3164: "Nov  2 09:05:01", some with a fraction or (Cisco) the year. */
const OLD_TIME = /^([A-Z][a-z]{2}) {1,2}(\d{1,2})(?: (\d{4}))? (\d\d:\d\d:\d\d(?:\.\d{1,9})?):? /;
const ISO_TIME = /^(\d{4}-\d\d-\d\dT\S{8,25}) /;
const HOST = /^(?![^\s:[]{1,100}(?:\[|: ))(\S{1,255}) /;
const TAG = /^([^\s:[\]]{1,100})(?:\[([^\]\s]{1,50})\])?: ?/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * A time without year and zone. It is that of its sender's zone, UTC unless that is known, in the year that brings it closest to the
 * receipt: a line of 31 December comes on 1 January, and a clock may be ahead.
 */
function yearless(month: number, day: string, clock: string, { receivedAt, zone }: Reception): string {
  const year = receivedAt.getUTCFullYear();
  const rest = `-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}T${clock}`;
  const received = nanosOf(receivedAt);
  const far = (said: string) => {
    const distance = (parseTime(said) ?? received) - received;
    return distance < 0n ? -distance : distance;
  };
  const whole = [year - 1, year, year + 1]
    .map((of) => withOffset(`${of}${rest}`, zone))
    .filter((said) => parseTime(said) !== null);
  return whole.reduce((best, said) => (far(said) < far(best) ? said : best), whole[0] ?? '');
}

/** Behind structured data: "-", or [id name="value \" \]"]... */
function behindData(text: string): number {
  if (!text.startsWith('[')) return text.startsWith('-') ? 1 : 0;
  let at = 0;
  while (text[at] === '[') {
    let quoted = false;
    for (at += 1; at < text.length && (quoted || text[at] !== ']'); at += 1) {
      if (text[at] === '\\' && quoted) at += 1;
      else if (text[at] === '"') quoted = !quoted;
    }
    at += 1;
  }
  return at;
}

/** Some programs name themselves by their path. */
const programOf = (said: string) => said.split('/').at(-1) ?? '';

const known = (said: string | undefined) => (said === undefined || said === '-' ? '' : said);

function newLine(rest: string, severity: Severity): SyslogLine | null {
  const head = rest.match(NEW);
  if (!head) return null;
  const [whole, time, host, program, pid] = head;
  const said = rest.slice(whole.length);
  const message = said.slice(behindData(said)).replace(/^ ?\u{feff}?/u, '');
  return {
    time: known(time),
    severity,
    host: known(host),
    program: programOf(known(program)),
    pid: known(pid),
    message,
  };
}

function oldTime(rest: string, at: Reception): { readonly time: string; readonly length: number } | null {
  const iso = rest.match(ISO_TIME);
  if (iso?.[1] !== undefined && parseTime(iso[1]) !== null) return { time: iso[1], length: iso[0].length };
  const [whole, month = '', day = '', year, clock = ''] = rest.match(OLD_TIME) ?? [];
  const place = MONTHS.indexOf(month) + 1;
  if (whole === undefined || place === 0) return null;
  if (year === undefined) return { time: yearless(place, day, clock, at), length: whole.length };
  const said = `${year}-${String(place).padStart(2, '0')}-${day.padStart(2, '0')}T${clock}`;
  return { time: withOffset(said, at.zone), length: whole.length };
}

function oldLine(rest: string, severity: Severity, at: Reception): SyslogLine {
  const when = oldTime(rest, at);
  const behindTime = rest.slice(when?.length ?? 0);
  // Without a time nothing says that the first word is a host.
  const host = when === null ? undefined : behindTime.match(HOST);
  const said = behindTime.slice(host?.[0].length ?? 0);
  const tag = said.match(TAG);
  return {
    time: when?.time ?? '',
    severity,
    host: known(host?.[1]),
    program: programOf(tag?.[1] ?? ''),
    pid: tag?.[2] ?? '',
    message: said.slice(tag?.[0].length ?? 0),
  };
}

/** @returns null of what is no line of syslog: it has neither a priority nor a time */
export function readHeader(line: string, at: Reception): SyslogLine | null {
  const text = line.replace(LENGTH, '');
  const priority = text.match(PRIORITY);
  const severity = priority ? (SEVERITIES[Number(priority[1]) % 8] ?? 0) : 0;
  const rest = text.slice(priority?.[0].length ?? 0);
  const found = (priority && newLine(rest, severity)) ?? oldLine(rest, severity, at);
  return priority || found.time !== '' ? found : null;
}
