import type { List } from '@/lib/domain/prose/body';
import { wordSpaces } from '@/lib/transfer/formats/out/docx/styles';
import { xmlHead } from '@/lib/transfer/formats/out/packed/xml';

/** The numberings that a document uses. */
export type Numbering = {
  /** The numbering of a new list that begins at this level. Numbered lists each begin at 1. */
  readonly listId: (type: List['type'], level: number) => number;
  /** `word/numbering.xml`. */
  readonly xml: () => string;
};

const levels = Array.from({ length: 9 }, (_, level) => level);
const bullets = ['•', '–', '▪'];
const forms = ['decimal', 'lowerLetter', 'lowerRoman'];
/** Twentieths of a point. */
const [step, hanging] = [567, 283];

const place = (level: number) => `<w:pPr><w:ind w:left="${step * (level + 1)}" w:hanging="${hanging}"/></w:pPr>`;
const levelXml = (level: number, form: string, text: string) =>
  `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${form}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="start"/>${place(level)}</w:lvl>`;
const abstractXml = (id: number, inner: string) =>
  `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="hybridMultilevel"/>${inner}</w:abstractNum>`;

const bulletLevels = levels.map((level) => levelXml(level, 'bullet', bullets[level % 3] ?? '•')).join('');
const numberLevels = levels.map((level) => levelXml(level, forms[level % 3] ?? 'decimal', `%${level + 1}.`)).join('');

/** An empty set of numberings. */
export function newNumbering(): Numbering {
  /** The level at which each numbered list begins; the list's id is its place and two. */
  const numbered: number[] = [];
  const own = (level: number, at: number) =>
    `<w:num w:numId="${at + 2}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`;
  return {
    listId: (type, level) => (type === 'bulletList' ? 1 : numbered.push(level) + 1),
    xml: () =>
      `${xmlHead}<w:numbering ${wordSpaces}>${abstractXml(0, bulletLevels)}${abstractXml(1, numberLevels)}` +
      `<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>${numbered.map(own).join('')}</w:numbering>`,
  };
}
