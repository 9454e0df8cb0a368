import { LonePage } from '@/components/ui/lone-page';

export const metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <LonePage title="There is nothing here">
      <p>The address may be wrong, or what was here is gone.</p>
      <p className="row">
        <a href="/desk">Go to the desk</a>
        <a href="/articles">All articles</a>
      </p>
    </LonePage>
  );
}
