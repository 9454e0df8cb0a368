'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { CandidateTable } from '@/components/sources/exchange/candidate-table';
import { asWindows1252, fileText } from '@/components/sources/exchange/file-text';
import { importRows, type SourceMatch } from '@/components/sources/exchange/import-rows';
import { FormError } from '@/components/ui/form-error';
import { useHydrated } from '@/components/ui/use-hydrated';
import { send, SendError, type SendInput } from '@/components/send';
import { count } from '@/components/words';
import { checkSourcesEndpoint, importSourcesEndpoint } from '@/lib/contract/sources';
import { formatNames, readSources, type SourceFormat } from '@/lib/domain/citation/read/sources';
import type { Candidate } from '@/lib/domain/citation/read/parts/candidate';

type Looked = {
  readonly text: string;
  readonly format: SourceFormat;
  readonly candidates: readonly Candidate[];
  readonly matches: readonly SourceMatch[];
};

const problemOf = (error: unknown) =>
  error instanceof SendError ? error.message : 'Something went wrong. Try again; what you pasted is still here.';

/** Looking at a text and taking sources out of it, one request at a time. */
function useImport() {
  const router = useRouter();
  const [looked, setLooked] = useState<Looked | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function run(work: () => Promise<void>) {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    await work().catch((error: unknown) => setProblem(problemOf(error)));
    setBusy(false);
  }
  const look = (text: string) =>
    run(async () => {
      setLooked(null);
      const read = readSources(text);
      if (!read.ok) return setProblem(text.trim() === '' ? 'Paste something, or choose a file.' : read.message);
      const { matches } = await send(checkSourcesEndpoint, { text });
      setLooked({ text, format: read.format, candidates: read.candidates, matches });
    });
  const take = (input: SendInput<typeof importSourcesEndpoint.input>) =>
    run(async () => {
      const { importId } = await send(importSourcesEndpoint, input);
      router.push(`/desk/sources/import/${importId}`);
    });
  return { looked, problem, isBusy, look, take, setProblem, forget: () => setLooked(null) };
}

/** Sources by file or paste: look first, choose, then take. What is pasted stays whatever happens. */
export function ImportSources() {
  const [text, setText] = useState('');
  const [fileName, setFileName] = useState('');
  const { looked, problem, isBusy, look, take, setProblem, forget } = useImport();
  return (
    <div className="stack-wide">
      <PasteForm
        {...{ text, isBusy }}
        onText={(next, name) => {
          setText(next);
          setFileName(name);
          forget();
        }}
        onTrouble={setProblem}
        onLook={() => void look(text)}
      />
      <FormError message={problem} />
      {looked ? (
        <Found
          looked={looked}
          isBusy={isBusy}
          onTake={(choice) => void take({ fileName, text: looked.text, ...choice })}
        />
      ) : null}
    </div>
  );
}

type FoundProps = {
  readonly looked: Looked;
  readonly isBusy: boolean;
  readonly onTake: (choice: { take: number[]; fill: number[] }) => void;
};

/** What a text holds, with a choice for each. */
function Found({ looked, isBusy, onTake }: FoundProps) {
  const { candidates, matches, format } = looked;
  const heading = useRef<HTMLHeadingElement>(null);
  const [chosen, setChosen] = useState<ReadonlyMap<number, string>>(new Map());
  useEffect(() => heading.current?.focus(), []);
  const rows = importRows(candidates, matches, { chosen, unit: format === 'csl-json' ? 'Item' : 'Line' });
  const placesOf = (value: string) => rows.filter((row) => row.value === value).map(({ at }) => at);
  const choice = { take: placesOf('take'), fill: placesOf('fill') };
  return (
    <section className="stack" aria-labelledby="found">
      <h2 id="found" tabIndex={-1} ref={heading}>
        {count(candidates.length, 'source')} in this {formatNames[format]}
      </h2>
      {rows.length === 0 ? <p className="empty">There is no source in it.</p> : null}
      <CandidateTable
        caption="Sources found"
        rows={rows}
        onChoose={(at, value) => setChosen(new Map([...chosen, [at, value]]))}
      />
      <div className="row">
        <button type="button" className="primary" disabled={isBusy} onClick={() => onTake(choice)}>
          {takeWords(choice.take.length, choice.fill.length)}
        </button>
        <span className="small muted">Nothing is written before this. The report names every entry.</span>
      </div>
    </section>
  );
}

function takeWords(taken: number, filled: number): string {
  if (filled === 0) return `Import ${count(taken, 'source')}`;
  return `Import ${count(taken, 'source')}, complete ${filled}`;
}

type PasteProps = {
  readonly text: string;
  readonly isBusy: boolean;
  readonly onText: (text: string, fileName: string) => void;
  readonly onTrouble: (problem: string | null) => void;
  readonly onLook: () => void;
};

function PasteForm({ text, isBusy, onText, onTrouble, onLook }: PasteProps) {
  const isReady = useHydrated();
  const [odd, setOdd] = useState<{ readonly bytes: Uint8Array; readonly name: string } | null>(null);
  async function choose(file: File | undefined) {
    setOdd(null);
    onTrouble(null);
    if (!file) return;
    const read = await fileText(file);
    if ('text' in read) onText(read.text, file.name);
    else setOdd({ bytes: read.bytes, name: file.name });
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    onLook();
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <div className="field">
        <label htmlFor="source-file">File with sources (.bib, .ris, .json)</label>
        <input
          id="source-file"
          type="file"
          accept=".bib,.bibtex,.ris,.json,.txt,.enw,application/x-bibtex,application/x-research-info-systems,application/json,text/plain"
          onChange={(event) => void choose(event.target.files?.[0])}
        />
      </div>
      {odd ? (
        <div className="notice warn" role="alert">
          <p>
            <bdi>{odd.name}</bdi> is not UTF-8. If an older program wrote it, it may be Windows-1252; look at the
            accents before you import.
          </p>
          <button type="button" onClick={() => onText(asWindows1252(odd.bytes), odd.name)}>
            Read it as Windows-1252
          </button>
        </div>
      ) : null}
      <div className="field">
        <label htmlFor="source-text">Or paste BibTeX, RIS, CSL-JSON or citation templates</label>
        <textarea
          id="source-text"
          className="code"
          rows={8}
          spellCheck={false}
          value={text}
          onChange={(event) => onText(event.target.value, '')}
        />
      </div>
      <div className="row">
        <button type="submit" disabled={isBusy || !isReady}>
          {isBusy ? 'Looking…' : 'Look at it'}
        </button>
      </div>
    </form>
  );
}
