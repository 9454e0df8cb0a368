'use client';

import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { createArticleEndpoint } from '@/lib/contract/articles';

/** Adds an article by its title and goes to the editor of its first revision. `wanted` is the title that others name it by. */
export function NewArticle({ wanted = '' }: { readonly wanted?: string }) {
  const { run, busy, error } = useSend(createArticleEndpoint);
  const [title, setTitle] = useState(wanted);
  async function submit(event: FormEvent) {
    event.preventDefault();
    await run({ title }, ({ number }) => `/desk/revisions/${number}/edit`);
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <div className="field">
        <label htmlFor="title">Title</label>
        <input
          id="title"
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          aria-invalid={error !== null}
        />
        <span className="hint">As readers will see it, with real dashes: Iran–Syria relations.</span>
      </div>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Add the article
        </button>
        <a href="/desk/articles">All articles</a>
      </div>
    </form>
  );
}
