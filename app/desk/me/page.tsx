import type { Metadata } from 'next';
import { SettingsForm } from '@/components/accounts/settings-form.client';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Your settings' };

export default async function MePage() {
  const { name, role, handle, settings } = await requireActor();
  return (
    <div className="stack-wide">
      <h1>Your settings</h1>
      <p>
        <bdi>{name}</bdi> <span className="muted">({handle})</span>, {role}. They count on every machine you sign in on.
      </p>
      <SettingsForm settings={settings} />
      <p>
        <a href="/desk/me/mail">Which mail you get</a>
      </p>
    </div>
  );
}
