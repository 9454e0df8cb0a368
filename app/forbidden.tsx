import { LonePage } from '@/components/ui/lone-page';

export const metadata = { title: 'Not allowed' };

export default function Forbidden() {
  return (
    <LonePage title="You may not open this page">
      <p>It needs another role than yours. Ask an admin if you think you should have it.</p>
      <p>
        <a href="/desk">Go to the desk</a>
      </p>
    </LonePage>
  );
}
