import { Citation } from '@/components/editor/nodes';

/** What the editor shows for each citation id: its number and its reference. Shared by the editors of one page. */
export type CitationLabels = Map<string, { readonly number: number; readonly reference: string }>;

/** The citation atom as a numbered mark with its reference as tooltip. Plain DOM: it is drawn often. */
export function citationWith(labels: CitationLabels) {
  return Citation.extend({
    addNodeView() {
      return ({ node }) => {
        const dom = document.createElement('span');
        const label = labels.get(String(node.attrs['id']));
        dom.className = 'cite';
        dom.dataset['citation'] = String(node.attrs['id']);
        dom.textContent = `[${label?.number ?? '?'}]`;
        dom.title = label?.reference ?? 'Source';
        dom.setAttribute('role', 'img');
        dom.setAttribute('aria-label', `Source ${label?.number ?? ''}: ${label?.reference ?? ''}`);
        return { dom };
      };
    },
  });
}
