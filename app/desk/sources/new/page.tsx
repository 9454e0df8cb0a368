import type { Metadata } from 'next';
import { SourceForm } from '@/components/sources/form/source-form.client';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Describe a source' };

export default async function NewSourcePage() {
  await requireActor();
  return (
    <div className="stack-wide">
      <h1>Describe a source</h1>
      <SourceForm />
    </div>
  );
}
