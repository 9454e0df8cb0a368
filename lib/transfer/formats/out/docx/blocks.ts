import type { Base } from '@/lib/domain/prose/bidi';
import type { Block, Inline, List, ListItem, Paragraph, Quotation, Table } from '@/lib/domain/prose/body';
import { inlineText } from '@/lib/transfer/formats/out/note';
import { directionOf, runsXml, type RunContext } from '@/lib/transfer/formats/out/docx/runs';
import { coverOf, type Covered } from '@/lib/transfer/formats/out/grid';

/** What blocks ask for. `listId` is the numbering of a new list; `subheading` the style of subheadings. */
export type BlockContext = RunContext & {
  readonly listId: (type: List['type'], level: number) => number;
  readonly subheading: string;
};

/** Styles of paragraphs that `styles.xml` defines. */
type Look = {
  readonly style?: string;
  /** Properties between the style and the direction, in the order of the schema. */
  readonly before?: string;
  /** Those behind the direction. */
  readonly after?: string;
  /** Another direction than that of its first letter. */
  readonly base?: Base;
};

/** Levels that Word numbers: deeper lists stand at the last. */
const deepest = 8;
/** Widths in twentieths of a point: the text of the page, and one step of a list. */
const textWidth = 9026;
const step = 567;

/** A paragraph of these nodes. */
export function paragraphXml(nodes: readonly Inline[], context: RunContext, look: Look = {}): string {
  const base = look.base ?? directionOf(nodes);
  const properties = [
    look.style === undefined ? '' : `<w:pStyle w:val="${look.style}"/>`,
    look.before ?? '',
    base === 'rtl' ? '<w:bidi/>' : '',
    look.after ?? '',
  ].join('');
  const head = properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`;
  return `<w:p>${head}${runsXml(nodes, context, base)}</w:p>`;
}

/** A table gives no space below itself. */
const belowTable: Look = { after: '<w:spacing w:before="140"/>' };

/** Blocks as WordprocessingML. Two tables next to each other are kept apart by an empty paragraph: Word would join them. */
export function blocksXml(blocks: readonly Block[], context: BlockContext): string {
  return blocks
    .map((block, at) => {
      const isBelowTable = blocks[at - 1]?.type === 'table';
      if (block.type === 'paragraph') return paragraphXml(block.content ?? [], context, isBelowTable ? belowTable : {});
      const xml = blockXml(block, context);
      return block.type === 'table' && isBelowTable ? `<w:p/>${xml}` : xml;
    })
    .join('');
}

function blockXml(block: Exclude<Block, Paragraph>, context: BlockContext): string {
  if (block.type === 'subheading') {
    return paragraphXml(block.content ?? [], context, { style: context.subheading });
  }
  if (block.type === 'quotation') return quotationXml(block, context);
  if (block.type === 'table') return tableXml(block, context);
  return listXml(block, context, 0);
}

function quotationXml({ attrs: { speaker }, content }: Quotation, context: BlockContext): string {
  const said = content.map((one) => paragraphXml(one.content ?? [], context, { style: 'Quote' }));
  const by = speaker === '' ? '' : paragraphXml(inlineText(`— ${speaker}`), context, { style: 'Quote' });
  return said.join('') + by;
}

const listXml = (list: List, context: BlockContext, level: number): string => {
  const id = context.listId(list.type, level);
  return list.content.map((item) => itemXml(item, context, { id, level })).join('');
};

type Place = { readonly id: number; readonly level: number };

/** The first paragraph of an item carries its mark; others stand under its words. */
function itemXml({ content }: ListItem, context: BlockContext, { id, level }: Place): string {
  const parts: readonly (Paragraph | List)[] = content;
  const mark = `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`;
  const under = `<w:ind w:left="${step * (level + 1)}"/>`;
  return parts
    .map((part, at) => {
      if (part.type !== 'paragraph') return listXml(part, context, Math.min(level + 1, deepest));
      const look = at === 0 ? { before: mark } : { after: under };
      return paragraphXml(part.content ?? [], context, { style: 'ListParagraph', ...look });
    })
    .join('');
}

/** A table of the width of the page; one without columns is nothing. It goes from right to left where its first words do. */
function tableXml(table: Table, context: BlockContext): string {
  const rows = coverOf(table);
  const columns = rows[0]?.length ?? 0;
  if (columns === 0) return '';
  const width = Math.floor(textWidth / columns);
  const words = table.content.flatMap((row) =>
    row.content.flatMap((cell) => cell.content.flatMap((one) => one.content ?? [])),
  );
  const direction = directionOf(words) === 'rtl' ? '<w:bidiVisual/>' : '';
  const head = `<w:tblPr><w:tblStyle w:val="TableGrid"/>${direction}<w:tblW w:w="5000" w:type="pct"/></w:tblPr>`;
  const grid = `<w:tblGrid>${`<w:gridCol w:w="${width}"/>`.repeat(columns)}</w:tblGrid>`;
  const body = rows.map((places, row) => {
    const isHead = row === 0 && places.every((place) => place?.cell.type === 'tableHeader');
    const cells = groupsOf(places).map((group) => cellXml(group, row, width, context));
    return `<w:tr>${isHead ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells.join('')}</w:tr>`;
  });
  return `<w:tbl>${head}${grid}${body.join('')}</w:tbl>`;
}

type Group = { readonly place: Covered; readonly span: number };

/** Neighbouring places that one cell covers, and single ones that none does. */
function groupsOf(places: readonly Covered[]): Group[] {
  const groups: Group[] = [];
  for (const place of places) {
    const last = groups.at(-1);
    if (place !== null && last?.place === place) groups[groups.length - 1] = { place, span: last.span + 1 };
    else groups.push({ place, span: 1 });
  }
  return groups;
}

function cellXml({ place, span }: Group, row: number, width: number, context: BlockContext): string {
  const reaches = place !== null && place.cell.attrs.rowspan > 1;
  const properties = [
    `<w:tcW w:w="${width * span}" w:type="dxa"/>`,
    span > 1 ? `<w:gridSpan w:val="${span}"/>` : '',
    reaches ? (place.row === row ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>') : '',
  ].join('');
  const style = place?.cell.type === 'tableHeader' ? 'TableHeading' : 'TableText';
  const paragraphs = place?.row === row ? place.cell.content : [];
  const words = paragraphs.map(({ content = [] }) => paragraphXml(content, context, { style }));
  const text = words.length === 0 ? `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr></w:p>` : words.join('');
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${text}</w:tc>`;
}
