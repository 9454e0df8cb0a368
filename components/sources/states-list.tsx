import { LocalTime } from '@/components/desk/local-time.client';
import { fieldName } from '@/components/sources/words';

type State = {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly changes: readonly string[];
  readonly isFirst: boolean;
};

/** The states of a record, newest first: when, by whom, and which fields differ from the one before. */
export function StatesList({ states }: { readonly states: readonly State[] }) {
  return (
    <ul>
      {states.map(({ id, at, by, changes, isFirst }) => (
        <li key={id}>
          <LocalTime at={at} />, <bdi>{by}</bdi>: {isFirst ? 'described' : changed(changes)}
        </li>
      ))}
    </ul>
  );
}

const changed = (fields: readonly string[]) =>
  fields.length === 0
    ? 'saved without a change'
    : `changed ${fields.map((field) => fieldName(field).toLowerCase()).join(', ')}`;
