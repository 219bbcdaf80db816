import { post } from '@/lib/escalation/channels/post';
import type { Message, Send } from '@/lib/escalation/channels/types';

/** Slack reads three characters as markup, in every kind of text. */
const plain = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Blocks of an incoming webhook; `text` is what a phone's notification shows. */
export function slackBody({ subject, lead, facts, link }: Message): object {
  const fields = facts.slice(0, 10).map(({ name, value }) => ({
    ...{ type: 'plain_text', text: `${name}: ${value}`.slice(0, 2000), emoji: false },
  }));
  return {
    text: plain(subject),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: subject.slice(0, 150), emoji: false } },
      { type: 'section', text: { type: 'plain_text', text: lead.slice(0, 3000), emoji: false } },
      ...(fields.length > 0 ? [{ type: 'section', fields }] : []),
      {
        type: 'actions',
        elements: [{ type: 'button', style: 'primary', url: link.url, text: { type: 'plain_text', text: link.label } }],
      },
    ],
  };
}

/** Slack: an incoming webhook. The secret is its address. */
export const sendSlack: Send<unknown> = (message, _config, url, net) =>
  post(url, { text: JSON.stringify(slackBody(message)) }, net, true);
