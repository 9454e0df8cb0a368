import { createTransport } from 'nodemailer';
import { env } from '@/lib/system/env';
import { authSecret } from '@/lib/system/secret';
import { ownOrigin } from '@/lib/system/site';
import { sameSecret, signature } from '@/lib/system/crypto';

/** One mail as plain text. `key` names what it tells: the same key is the same message, also when it is sent again. */
export type Mail = {
  readonly key: string;
  readonly to: { readonly id: string; readonly name: string; readonly email: string };
  readonly subject: string;
  readonly text: string;
};

/** Whether this site sends mail at all: only where it was told a server and a sender. */
export const sendsMail = (): boolean => env().SMTP_URL !== '' && env().MAIL_FROM !== '';

/** A server that does not answer holds nobody up for longer, in milliseconds. */
const patience = { connectionTimeout: 3000, greetingTimeout: 3000, socketTimeout: 5000 } as const;

/**
 * Sends one mail, plain text alone, with one way to switch all mail off that needs no sign-in (RFC 2369, RFC 8058). Throws what
 * the server said. Nothing in it tells whether it was read.
 */
export async function sendMail({ key, to, subject, text }: Mail): Promise<void> {
  const off = `${ownOrigin()}/mail/off/${offToken(to.id)}`;
  const transport = createTransport({ url: env().SMTP_URL, ...patience });
  try {
    await transport.sendMail({
      from: env().MAIL_FROM,
      to: { name: to.name, address: to.email },
      subject,
      text: `${text}\n\n-- \nWhich mail you get: ${ownOrigin()}/desk/me/mail\nNo more mail: ${off}\n`,
      messageId: `<${key}@${new URL(ownOrigin()).hostname}>`,
      headers: {
        'List-Unsubscribe': `<${off}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'Auto-Submitted': 'auto-generated',
      },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } finally {
    transport.close();
  }
}

const purpose = (userId: string) => `mail-off:${userId}`;

/** What the address for switching mail off ends with: it names a person and proves that we wrote it. */
export const offToken = (userId: string): string => `${userId}.${signature(authSecret(), purpose(userId))}`;

/** The person whom such a token names, or null when we never wrote it. */
export function personOfToken(token: string): string | null {
  const [userId = '', signed = ''] = token.split('.');
  if (!/^[0-9a-f-]{36}$/u.test(userId)) return null;
  return sameSecret(signed, signature(authSecret(), purpose(userId))) ? userId : null;
}
