import { errorSentence } from '@/components/accounts/sign-in-words';
import { PasswordField } from '@/components/ui/password-field.client';

type Person = { readonly handle: string; readonly name: string; readonly role: string };

type Props = {
  readonly csrfToken: string;
  /** A path of this site. */
  readonly next: string;
  /** The code that next-auth sent back, or null. */
  readonly error: string | null;
  /** The person has just set a password. */
  readonly welcome: boolean;
  readonly demo: readonly Person[];
  readonly sso: string | null;
};

const duties: Record<string, string> = {
  editor: 'writes and cites',
  reviewer: 'reviews, publishes',
  admin: 'people and policy',
};

function Hidden({ csrfToken, next }: Pick<Props, 'csrfToken' | 'next'>) {
  return (
    <>
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value={next} />
    </>
  );
}

function DemoCards(props: Props) {
  return (
    <section className="stack" aria-labelledby="demo">
      <h2 id="demo">Demo people</h2>
      <p className="notice warn">Demo. Anyone who can open this address can sign in as these people.</p>
      <ul className="plain-list stack">
        {props.demo.map((person) => (
          <li key={person.handle} className="card">
            <form method="post" action="/api/auth/callback/demo" className="row-between">
              <Hidden {...props} />
              <input type="hidden" name="handle" value={person.handle} />
              <span>
                <strong>
                  <bdi>{person.name}</bdi>
                </strong>
                <br />
                <span className="muted">
                  {person.role}, {duties[person.role] ?? ''}
                </span>
              </span>
              <button type="submit" aria-label={`Continue as ${person.name}`}>
                Continue
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}

function PasswordForm(props: Props) {
  return (
    <form method="post" action="/api/auth/callback/credentials" className="stack">
      <Hidden {...props} />
      <div className="field">
        <label htmlFor="email">Email</label>
        <input id="email" name="email" type="email" autoComplete="username" required maxLength={254} />
      </div>
      <PasswordField id="password" name="password" label="Password" autoComplete="current-password" />
      <div>
        <button type="submit" className="primary">
          Sign in
        </button>
      </div>
    </form>
  );
}

/** The sign-in page: native forms, so that it works without script (ux 13.1). */
export function SignInForms(props: Props) {
  return (
    <main className="lone" id="content">
      <a className="brand" href="/">
        Stet
      </a>
      <h1>Sign in to Stet</h1>
      {props.error ? (
        <p className="notice danger" role="alert">
          {errorSentence(props.error)}
        </p>
      ) : null}
      {props.welcome ? <p className="notice ok">Your password is set. Sign in with it.</p> : null}
      <div className={props.demo.length > 0 ? 'sign-in two' : 'sign-in'}>
        {props.demo.length > 0 ? <DemoCards {...props} /> : null}
        <section className="stack" aria-labelledby="with-password">
          <h2 id="with-password">With your password</h2>
          <PasswordForm {...props} />
          {props.sso ? (
            <form method="post" action="/api/auth/signin/oidc">
              <Hidden {...props} />
              <button type="submit">Sign in with {props.sso}</button>
            </form>
          ) : null}
        </section>
      </div>
    </main>
  );
}
