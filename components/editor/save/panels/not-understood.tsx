/** Said of a text that holds something unknown: it is read only, so that nothing of it is lost. */
export const notUnderstoodWords =
  'This section holds something that this version of Stet does not understand. It can be read and not changed, so that nothing of it is lost.';

/** The same as a notice. */
export function NotUnderstood() {
  return <p className="notice warn">{notUnderstoodWords}</p>;
}
