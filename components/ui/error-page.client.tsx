'use client';

/** What a desk page shows when making it failed: nothing is lost, try again. `digest` is the reference in the log. */
export function ErrorPage({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}) {
  return (
    <main className="lone" id="content">
      <h1>Something went wrong on our side</h1>
      <p>
        What you wrote is kept on this device and on the server as far as it was saved. Try again in a moment.
        {error.digest ? ` Reference ${error.digest}.` : ''}
      </p>
      <div className="row">
        <button type="button" className="primary" onClick={reset}>
          Try again
        </button>
        <a className="button" href="/desk">
          Go to the desk
        </a>
      </div>
    </main>
  );
}
