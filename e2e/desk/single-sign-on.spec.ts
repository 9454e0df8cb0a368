import { call, expect, test } from '@/e2e/fixtures';
import { IdentityProvider } from '@/e2e/identity-provider';
import { startSecond } from '@/e2e/second-server';

const provider = new IdentityProvider();
let second: Awaited<ReturnType<typeof startSecond>>;

test.beforeAll(async () => {
  await provider.start();
  const { id, secret } = provider.client;
  second = await startSecond({
    ...{ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret, OIDC_NAME: 'Example House' },
  });
});
test.afterAll(async () => {
  await second.stop();
  provider.stop();
});

test('whom the house vouches for and who has an account comes in; nobody else does', async ({ visit, baseURL }) => {
  const admin = await visit({ as: 'rosa' });
  const email = `ines.${Date.now()}@example.org`;
  const invited = { name: 'Ines Vale', email, role: 'editor' };
  const { path } = await call<{ path: string }>(admin, '/api/v1/people', { data: invited });
  const token = path.replace('/welcome/', '');
  const welcome = { token, name: 'Ines Vale', password: 'violet harbour kettle' };
  const accepted = await admin.request.post('/api/v1/welcome', { data: welcome, headers: { origin: baseURL ?? '' } });
  expect(accepted.status()).toBe(200);

  const page = await visit();
  const comeIn = async (person: IdentityProvider['person']) => {
    provider.person = person;
    await page.goto(`${second.origin}/sign-in?next=/desk/sources`);
    await page.getByRole('button', { name: 'Sign in with Example House' }).click();
  };
  await comeIn({ email: 'stranger@example.org', email_verified: true });
  await expect(page.getByText('This account is not known here.')).toBeVisible();
  await comeIn({ email, email_verified: false });
  await expect(page.getByText('This account is not known here.')).toBeVisible();
  await comeIn({ email: email.toUpperCase(), email_verified: true });
  await expect(page).toHaveURL(`${second.origin}/desk/sources`);
  await expect(page.getByText('Ines Vale')).toBeVisible();
});

test('an answer of the house that nobody asked for opens nothing', async ({ visit }) => {
  const page = await visit();
  await page.goto(`${second.origin}/api/auth/callback/oidc?code=forged&state=forged`);
  await expect(page).toHaveURL(/\/sign-in\?/u);
  await expect(page.getByText('Signing in did not work.')).toBeVisible();
});
