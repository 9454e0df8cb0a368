import { redirect } from 'next/navigation';
import { findArticleId } from '@/lib/articles/queries/articles';
import { requireActor } from '@/lib/web/actor';
import { shown } from '@/lib/web/page';

type Props = { readonly params: Promise<{ slug: string }> };

/** Where "Edit this article" on a public page leads: it knows the address only. */
export default async function ArticleByAddressPage({ params }: Props): Promise<never> {
  const actor = await requireActor();
  const { slug } = await params;
  redirect(`/desk/articles/${await shown(findArticleId(actor, decodeURIComponent(slug)))}`);
}
