import { post } from '@/lib/escalation/channels/post';
import type { Message, Send } from '@/lib/escalation/channels/types';

/** Adaptive Cards read Markdown in TextBlocks: characters that begin it are escaped. */
const plain = (text: string) => text.replace(/[\\`*_[\]()#>~|]/g, '\\$&').replace(/^(\s*)([-+]|\d+\.)/gm, '$1\\$2');

/** An Adaptive Card in the envelope that the trigger "When a Teams webhook request is received" takes. */
export function teamsBody({ subject, lead, facts, link }: Message): object {
  const text = (value: string, more: object) => ({ type: 'TextBlock', text: plain(value), wrap: true, ...more });
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            text(subject, { size: 'Large', weight: 'Bolder' }),
            text(lead, {}),
            { type: 'FactSet', facts: facts.map(({ name, value }) => ({ title: name, value: plain(value) })) },
          ],
          actions: [{ type: 'Action.OpenUrl', title: link.label, url: link.url }],
        },
      },
    ],
  };
}

/** Teams: a workflow of Power Automate; it answers 202 before the card is in the channel. The secret is its address. */
export const sendTeams: Send<unknown> = (message, _config, url, net) =>
  post(url, { text: JSON.stringify(teamsBody(message)) }, net, false);
