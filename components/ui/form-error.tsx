type Props = {
  readonly message: string | null;
  readonly issues?: readonly { readonly message: string; readonly where: string }[];
};

/** Why a form was refused: one sentence, and every single point when there is more than one. Announced at once. */
export function FormError({ message, issues = [] }: Props) {
  return (
    <div role="alert">
      {message ? (
        <div className="notice danger">
          <p>{message}</p>
          {issues.length > 1 ? (
            <ul>
              {issues.map((issue) => (
                <li key={`${issue.where} ${issue.message}`}>{issue.message}</li>
              ))}
            </ul>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
