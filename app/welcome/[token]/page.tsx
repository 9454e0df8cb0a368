import type { Metadata } from 'next';
import { WelcomeForm } from '@/components/accounts/welcome-form.client';
import { LonePage } from '@/components/ui/lone-page';
import { findLink } from '@/lib/accounts/links';

export const metadata: Metadata = { title: 'Welcome', referrer: 'no-referrer' };

type Props = { readonly params: Promise<{ token: string }> };

export default async function WelcomePage({ params }: Props) {
  const { token } = await params;
  const link = await findLink(token);
  if (!link) {
    return (
      <LonePage title="This link does not work any more">
        <p>Each link works once and for a limited time. Ask an admin for a new one.</p>
        <p>
          <a href="/sign-in">Sign in</a>
        </p>
      </LonePage>
    );
  }
  return (
    <LonePage title={link.kind === 'reset' ? 'Set a new password' : 'Welcome to Stet'}>
      <WelcomeForm token={token} kind={link.kind} name={link.name} email={link.email} />
    </LonePage>
  );
}
