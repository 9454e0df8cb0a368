import type { CslItem } from '@/lib/domain/citation/citation';

/**
 * Works that the five texts themselves name, and nothing more is known of: each is a stub, "named in the text, details
 * missing". No title, date or page is invented.
 */
export const namedSources = {
  guardian: {
    type: 'article-newspaper',
    title: 'Report on technical and personnel support for Syria (named in the text)',
    'container-title': 'The Guardian',
    issued: { 'date-parts': [[2011, 5]] },
  },
  telegraph: {
    type: 'article-newspaper',
    title: 'Report on Iranian snipers (named in the text)',
    'container-title': 'The Daily Telegraph',
    issued: { 'date-parts': [[2011, 8]] },
  },
  reuters: {
    type: 'webpage',
    title: 'Reports on foreign military forces in Syria (named in the text)',
    publisher: 'Reuters',
  },
  deutscheWelle: {
    type: 'webpage',
    title: 'Reports on the Syrian civil war (named in the text)',
    publisher: 'Deutsche Welle',
  },
  middleEastEye: {
    type: 'webpage',
    title: 'Reporting on Pakistan in Syria (named in the text)',
    publisher: 'Middle East Eye',
    issued: { 'date-parts': [[2023]] },
  },
  maltzahn: {
    type: 'book',
    title: 'Book on cultural diplomacy between Syria and Iran (named in the text)',
    author: [{ family: 'von Maltzahn', given: 'Nadia' }],
  },
  jps: {
    type: 'article-magazine',
    title: 'Prospects in a New Era of Azerbaijan-Syria Relations',
    'container-title': 'Jordanian Politics and Society',
    issue: '3',
  },
} as const satisfies Record<string, CslItem>;

export type NamedSource = keyof typeof namedSources;
