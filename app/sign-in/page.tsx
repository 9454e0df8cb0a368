import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInForms } from '@/components/accounts/sign-in';
import { listDemoPeople } from '@/lib/accounts/demo';
import { currentActor } from '@/lib/web/actor';
import { singleSignOnName } from '@/lib/web/auth';
import { csrfToken } from '@/lib/web/csrf';
import { samePath } from '@/lib/web/same-path';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { next, error, csrf, welcome } = await searchParams;
  const target = samePath(next);
  if (await currentActor()) redirect(target);
  return (
    <SignInForms
      csrfToken={await csrfToken()}
      next={target}
      error={typeof error === 'string' ? error : csrf ? 'Csrf' : null}
      welcome={welcome !== undefined}
      demo={await listDemoPeople()}
      sso={singleSignOnName()}
    />
  );
}
