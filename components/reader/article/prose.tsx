/** HTML of `bodyToHtml`: the one place where markup comes as text (every word in it is escaped there). */
export function Prose({ html, className }: { readonly html: string; readonly className?: string }) {
  if (html === '') return null;
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}
