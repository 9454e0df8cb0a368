import { kindWords } from '@/components/words';
import { changeNoteLimit, type Kind, kinds } from '@/lib/domain/workflow/readiness';

/** What readers are told about a version. No kind is chosen until someone chooses. */
export type VersionWords = { readonly kind: Kind | null; readonly changeNote: string };

/** The kind as stored, or none. */
export const kindOf = (stored: string | null): Kind | null => kinds.find((kind) => kind === stored) ?? null;

/** Characters as people count them. */
const lengthOf = (text: string): number => Array.from(text.trim()).length;

/** What is missing before it can be sent, or null. */
export function missingIn({ kind, changeNote }: VersionWords): string | null {
  if (!kind) return 'Say what kind of change this is.';
  if (changeNote.trim() === '') return 'Tell readers what changed.';
  const over = lengthOf(changeNote) - changeNoteLimit;
  return over > 0 ? `The change note is ${over} characters too long.` : null;
}

type Props = {
  readonly id: string;
  readonly value: VersionWords;
  readonly onChange: (value: VersionWords) => void;
  /** Why "wording only" may be refused; said beside it. */
  readonly wordingNote?: string | null;
};

/** Kind of change and change note: the same two questions at submit and at publish. */
export function VersionFields({ id, value, onChange, wordingNote = null }: Props) {
  const length = lengthOf(value.changeNote);
  return (
    <>
      <fieldset>
        <legend>What kind of change is it?</legend>
        <div className="choices">
          {kinds.map((kind) => (
            <label key={kind} className="choice">
              <input
                type="radio"
                name={`${id}-kind`}
                checked={value.kind === kind}
                onChange={() => onChange({ ...value, kind })}
              />
              <span>
                <strong>{kindWords[kind].word}</strong> <span className="muted">{kindWords[kind].means}</span>
                {kind === 'wording' && wordingNote ? <span className="small"> ! {wordingNote}</span> : null}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label htmlFor={`${id}-note`}>Tell readers what changed</label>
        <textarea
          id={`${id}-note`}
          value={value.changeNote}
          aria-describedby={`${id}-hint`}
          aria-invalid={length > changeNoteLimit}
          onChange={(event) => onChange({ ...value, changeNote: event.target.value })}
        />
        <span className="hint" id={`${id}-hint`}>
          Write what changed, where and why, in full sentences. <span className="counter">{length}</span> of{' '}
          {changeNoteLimit} characters.
        </span>
      </div>
    </>
  );
}
