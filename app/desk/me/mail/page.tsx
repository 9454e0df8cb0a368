import type { Metadata } from 'next';
import { MailForm } from '@/components/inbox/mail-form.client';
import { getMailSetting } from '@/lib/notifications/mail/settings';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Mail' };

export default async function MailPage() {
  const setting = await getMailSetting(await requireActor());
  return (
    <div className="stack-wide">
      <h1>Mail</h1>
      <MailForm {...setting} />
    </div>
  );
}
