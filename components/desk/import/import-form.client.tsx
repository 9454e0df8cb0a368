'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { chosenFile, chosenText, faultOf, inputOf, type Chosen, type Target } from '@/components/desk/import/chosen';
import { Previews, Runs, type Preview, type Run } from '@/components/desk/import/outcomes';
import { EncodingFields, FileFields, PasteFields, type Pasted } from '@/components/desk/import/source-fields';
import { TargetFields, type Article } from '@/components/desk/import/target-fields';
import { send, SendError } from '@/components/send';
import { FormError } from '@/components/ui/form-error';
import type { Encoding } from '@/lib/contract/imports';
import { importEndpoint, previewImportEndpoint } from '@/lib/contract/imports';

type Way = 'files' | 'text';
type Asked = 'import' | 'preview';
type Done = { readonly runs: readonly Run[]; readonly previews: readonly Preview[] };
type Problem = { readonly message: string; readonly issues: readonly { message: string; where: string }[] };

const nothing: Done = { runs: [], previews: [] };
const said = (message: string): Problem => ({ message, issues: [] });
const noTarget = (articleId: string | null): Target => ({
  as: articleId === null ? 'auto' : 'revision',
  articleId,
  title: '',
});

/** Sends the chosen files one after the other: what was done stays done when a later one is refused. */
async function sendAll(
  asked: Asked,
  all: readonly Chosen[],
  target: Target,
  told: (done: Done) => void,
): Promise<Problem | null> {
  let done = nothing;
  for (const chosen of all) {
    try {
      const input = inputOf(chosen, target);
      if (asked === 'import') done = { ...done, runs: [...done.runs, ...(await send(importEndpoint, input)).runs] };
      else done = { ...done, previews: [...done.previews, ...(await send(previewImportEndpoint, input)).previews] };
      told(done);
    } catch (error) {
      const problem =
        error instanceof SendError ? error : new SendError('unexpected', 'Something went wrong. Try again.');
      return { message: `${chosen.name}: ${problem.message}`, issues: problem.issues };
    }
  }
  return null;
}

/** Why nothing can be sent yet, or null. */
function faultIn(all: readonly Chosen[], target: Target, way: Way): string | null {
  if (all.length === 0) return way === 'files' ? 'Choose a file.' : 'Paste a text.';
  if (target.as === 'revision' && target.articleId === null) return 'Choose the article that gets the revision.';
  return all.map(faultOf).find((fault) => fault !== null) ?? null;
}

type Props = { readonly articles: readonly Article[]; readonly articleId: string | null };

/** Reads files or a pasted text into the system, or shows first what that would do. */
export function ImportForm({ articles, articleId }: Props) {
  const router = useRouter();
  const [way, setWay] = useState<Way>('files');
  const [files, setFiles] = useState<readonly Chosen[]>([]);
  const [pasted, setPasted] = useState<Pasted>({ text: '', format: 'markdown' });
  const [target, setTarget] = useState(() => noTarget(articleId));
  const [busy, setBusy] = useState<Asked | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState(nothing);
  const all =
    way === 'files' ? files : pasted.text === '' ? [] : [chosenText(pasted.text, pasted.format, target.title)];

  async function ask(asked: Asked) {
    const fault = faultIn(all, target, way);
    setDone(nothing);
    setProblem(fault === null ? null : said(fault));
    if (fault !== null || busy !== null) return;
    setBusy(asked);
    let last = nothing;
    const found = await sendAll(asked, all, target, (next) => setDone((last = next)));
    setProblem(found);
    setBusy(null);
    const [run] = last.runs;
    if (asked === 'import' && !found && last.runs.length === 1 && run) router.push(`/desk/import/${run.runId}`);
    else router.refresh();
  }
  const choose = (name: string, encoding: Encoding) =>
    setFiles((before) => before.map((one) => (one.name === name ? { ...one, encoding } : one)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void ask('import');
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Ways way={way} onWay={setWay} />
      {way === 'files' ? (
        <FileFields onFiles={(found) => void Promise.all(found.map(chosenFile)).then(setFiles)} />
      ) : (
        <PasteFields pasted={pasted} onPasted={setPasted} />
      )}
      {way === 'files'
        ? files.map((one) => (
            <EncodingFields key={one.name} chosen={one} onEncoding={(encoding) => choose(one.name, encoding)} />
          ))
        : null}
      <TargetFields target={target} articles={articles} onTarget={setTarget} isSeveral={all.length > 1} />
      <p className="small muted">
        Nothing is overwritten, and nothing is published: every text becomes a revision with a report.
      </p>
      <FormError message={problem?.message ?? null} issues={problem?.issues ?? []} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy !== null}>
          {busy === 'import' ? 'Importing…' : 'Import'}
        </button>
        <button type="button" disabled={busy !== null} onClick={() => void ask('preview')}>
          {busy === 'preview' ? 'Reading…' : 'Look first'}
        </button>
      </div>
      <Runs runs={done.runs} />
      <Previews previews={done.previews} />
    </form>
  );
}

function Ways({ way, onWay }: { readonly way: Way; readonly onWay: (way: Way) => void }) {
  return (
    <fieldset className="row">
      <legend>Bring in</legend>
      {(['files', 'text'] as const).map((one) => (
        <label key={one} className="choice">
          <input type="radio" name="way" value={one} checked={way === one} onChange={() => onWay(one)} />
          {one === 'files' ? 'Files' : 'A pasted text'}
        </label>
      ))}
    </fieldset>
  );
}
