import type { Metadata } from 'next';
import { SiteForm } from '@/components/admin/site-form.client';
import { getSite } from '@/lib/pages/queries/site';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Site' };

export default async function SitePage() {
  const site = await getSite(await requireActor('admin'));
  return (
    <div className="stack-wide">
      <h1>Site</h1>
      <p>
        How the site names itself to readers, to search engines and in citations. A change shows at once, everywhere.
      </p>
      <SiteForm key={site.seq} site={site} />
    </div>
  );
}
