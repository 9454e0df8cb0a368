'use client';

import { type FormEvent, useId, useState } from 'react';
import { z } from 'zod';
import { ReasonDialog } from '@/components/desk/reason-dialog.client';
import { ReadinessList } from '@/components/revision/readiness-list';
import { kindOf, missingIn, VersionFields, type VersionWords } from '@/components/revision/version-fields';
import { missingInMoment, When, type WhenValue, zoneHere } from '@/components/revision/when.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { emergencyPublishEndpoint, publishEndpoint, scheduleEndpoint } from '@/lib/contract/versions';
import { passedChecks, type ReadinessIssue } from '@/lib/domain/workflow/readiness';

type Answer = { readonly ok: boolean; readonly because?: string };
type Props = {
  readonly number: number;
  readonly headHash: string;
  readonly nextNumber: number;
  readonly kind: string;
  readonly changeNote: string;
  readonly issues: readonly ReadinessIssue[];
  readonly wordingIssues: readonly ReadinessIssue[];
  readonly isStale: boolean;
  readonly publish: Answer;
  readonly schedule: Answer;
  readonly emergency: Answer;
};

const isWordingIssue = (issue: ReadinessIssue) => issue.code === 'more_than_wording';

/** Publishes now or at a stated time; an admin may publish without review, with a reason that readers see. */
export function PublishForm(props: Props) {
  const { number, nextNumber, isStale, schedule } = props;
  const form = usePublishing(props);
  const { value, when, refused, error } = form;
  const id = useId();
  return (
    <div className="stack">
      <form className="card stack" onSubmit={(event) => void form.submit(event)} noValidate>
        <VersionFields id={id} value={value} onChange={form.setValue} wordingNote={wordingNote(refused)} />
        {form.needsReason ? (
          <WordingReason id={id} refused={refused} value={form.wordingReason} onChange={form.setWordingReason} />
        ) : null}
        {schedule.ok ? <When id={id} value={when} onChange={form.setWhen} /> : null}
        <section className="stack-tight" aria-label="Checks">
          <h2>Checks</h2>
          <ReadinessList issues={form.issues} passed={passedChecks(form.issues)} hrefOf={hrefIn(number, form.issues)} />
        </section>
        <FormError message={form.problem ?? error?.message ?? null} issues={error?.issues ?? []} />
        <Faster current={error?.current} />
        <div className="row">
          <PublishButton
            label={`${when.isLater ? 'Schedule' : 'Publish'} version ${nextNumber}`}
            busy={form.busy}
            because={form.because}
            staleHref={isStale ? `/desk/revisions/${number}#up-to-date` : null}
          />
        </div>
      </form>
      {/* Its dialog holds a form of its own, which may not stand inside this one. */}
      {props.emergency.ok ? (
        <div className="row">
          <Emergency {...props} value={value} onProblem={form.setProblem} />
        </div>
      ) : null}
    </div>
  );
}

/** What is filled in, what stands in the way of it, and sending it. */
function usePublishing({ number, headHash, wordingIssues, publish, schedule, ...props }: Props) {
  const publishing = useSend(publishEndpoint);
  const scheduling = useSend(scheduleEndpoint);
  const [value, setValue] = useState<VersionWords>({ kind: kindOf(props.kind), changeNote: props.changeNote });
  const [wordingReason, setWordingReason] = useState('');
  const [when, setWhen] = useState<WhenValue>(() => ({ isLater: false, wall: '', zone: zoneHere(), which: null }));
  const [problem, setProblem] = useState<string | null>(null);
  const isWording = value.kind === 'wording';
  const refused = wordingIssues.filter(isWordingIssue);
  const needsReason = isWording && refused.length > 0;
  const issues = (isWording ? wordingIssues : props.issues).filter((one) => !needsReason || !isWordingIssue(one));
  const because = whyNot(when.isLater ? schedule : publish, issues.filter((one) => one.severity === 'blocker').length);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const missing = missingOf(value, needsReason ? wordingReason : null, when);
    setProblem(missing);
    const { kind, changeNote } = value;
    if (missing || !kind || because) return;
    const proposal = { number, headHash, kind, changeNote, wordingReason: needsReason ? wordingReason : '' };
    const { isLater, ...moment } = when;
    if (isLater) await scheduling.run({ ...proposal, ...moment });
    else await publishing.run(proposal);
  }
  return {
    ...{ value, setValue, wordingReason, setWordingReason, when, setWhen, problem, setProblem },
    ...{ refused, needsReason, issues, because, submit },
    error: publishing.error ?? scheduling.error,
    busy: publishing.busy || scheduling.busy,
  };
}

/** Where each check leads: to the section that is written, the facts, the comment or the question that it names. */
function hrefIn(number: number, issues: readonly ReadinessIssue[]): (where: string) => string | null {
  const at = `/desk/revisions/${number}`;
  const known: Readonly<Record<string, string>> = {
    title: `${at}/edit#article-title`,
    facts: `${at}/edit#article-title`,
    prompts: `${at}/review#prompts`,
    article: `${at}#up-to-date`,
  };
  const threads = issues.filter(({ code }) => code === 'thread_open').map(({ where }) => where);
  return (where) => {
    if (threads.includes(where)) return `${at}/review#t-${where}`;
    return known[where] ?? (where.includes('-') ? `${at}/edit?section=${where}` : null);
  };
}

const fasterSchema = z.object({ version: z.int(), path: z.string() });

/** The way to the version that somebody else published meanwhile. */
function Faster({ current }: { readonly current: unknown }) {
  const faster = fasterSchema.safeParse(current);
  if (!faster.success) return null;
  return (
    <p>
      <a href={faster.data.path}>Version {faster.data.version}</a>
    </p>
  );
}

const wordingNote = ([first]: readonly ReadinessIssue[]): string | null =>
  first ? `Not available without a reason: ${first.message}` : null;

function whyNot(may: Answer, blockers: number): string | null {
  if (!may.ok) return may.because ?? 'This is not possible now.';
  return blockers > 0 ? 'Put right what stands in the way first.' : null;
}

function missingOf(value: VersionWords, wordingReason: string | null, when: WhenValue): string | null {
  const missing = missingIn(value);
  if (missing) return missing;
  if (wordingReason !== null && wordingReason.trim() === '') return 'Say why it is only wording all the same.';
  return when.isLater ? missingInMoment(when) : null;
}

type ButtonProps = {
  readonly label: string;
  readonly busy: boolean;
  readonly because: string | null;
  readonly staleHref: string | null;
};

function PublishButton({ label, busy, because, staleHref }: ButtonProps) {
  const id = useId();
  if (staleHref) {
    return (
      <a className="button primary" href={staleHref}>
        Bring up to date first
      </a>
    );
  }
  return (
    <>
      <button
        type="submit"
        className="primary"
        disabled={busy}
        aria-disabled={because !== null}
        aria-describedby={because ? id : undefined}
      >
        {busy ? 'Working…' : label}
      </button>
      {because ? (
        <span className="small muted" id={id}>
          {because}
        </span>
      ) : null}
    </>
  );
}

type ReasonProps = {
  readonly id: string;
  readonly refused: readonly ReadinessIssue[];
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function WordingReason({ id, refused, value, onChange }: ReasonProps) {
  return (
    <div className="field">
      <p>This is more than wording:</p>
      <ul>
        {refused.map((issue) => (
          <li key={`${issue.where} ${issue.message}`}>{issue.message}</li>
        ))}
      </ul>
      <label htmlFor={`${id}-reason`}>Why it is only wording all the same</label>
      <input
        id={`${id}-reason`}
        value={value}
        maxLength={300}
        aria-describedby={`${id}-reason-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="hint" id={`${id}-reason-hint`}>
        Readers see this reason.
      </span>
    </div>
  );
}

type EmergencyProps = Props & { readonly value: VersionWords; readonly onProblem: (problem: string | null) => void };

function Emergency({ number, headHash, value, onProblem }: EmergencyProps) {
  const { run, busy, error } = useSend(emergencyPublishEndpoint);
  async function confirm(reason: string): Promise<boolean> {
    const missing = missingIn(value);
    onProblem(missing);
    if (missing || !value.kind) return true;
    return (await run({ number, headHash, kind: value.kind, changeNote: value.changeNote, reason })) !== null;
  }
  return (
    <ReasonDialog
      label="Publish without review"
      title="Publish without review?"
      explain="For emergencies. Readers see that nobody reviewed it, with your reason, until someone has."
      field="A reason that readers see"
      confirm="Publish without review"
      tone="danger"
      busy={busy}
      error={error}
      onConfirm={confirm}
    />
  );
}
