/** Why signing in did not work, from the code that next-auth sends back. */
export function errorSentence(error: string): string {
  const wait = /^TooMany-(\d{1,6})$/.exec(error)?.[1];
  if (wait) {
    const minutes = Math.max(1, Math.ceil(Number(wait) / 60));
    return `Too many tries. You can try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
  }
  if (error === 'CredentialsSignin') return 'Email or password is wrong.';
  if (error === 'AccessDenied') return 'This account is not known here. Ask an admin to invite you.';
  if (error === 'Csrf') return 'The form was too old. Try again.';
  return 'Signing in did not work. Try again.';
}
