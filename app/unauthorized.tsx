import { LonePage } from '@/components/ui/lone-page';

export const metadata = { title: 'Signed out' };

export default function Unauthorized() {
  return (
    <LonePage title="You are signed out">
      <p>
        <a href="/sign-in">Sign in</a>
      </p>
    </LonePage>
  );
}
