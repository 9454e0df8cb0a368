import { StarterKit } from '@tiptap/starter-kit';
import { BlockIds } from '@/components/editor/schema/block-ids';
import { ArticleLink, Bold, Italic, Link, Subscript, Superscript } from '@/components/editor/schema/marks';
import {
  BulletList,
  Citation,
  Document,
  HardBreak,
  ListItem,
  OrderedList,
  Paragraph,
  Quotation,
  Subheading,
  Table,
  TableCell,
  TableHeader,
  TableRow,
  Text,
} from '@/components/editor/schema/nodes';

/** History, drop and gap cursor, and list keys; every node and mark of the kit is switched off. */
const behaviour = StarterKit.configure({
  document: false,
  text: false,
  paragraph: false,
  heading: false,
  blockquote: false,
  bulletList: false,
  orderedList: false,
  listItem: false,
  code: false,
  codeBlock: false,
  hardBreak: false,
  horizontalRule: false,
  bold: false,
  italic: false,
  strike: false,
  underline: false,
  link: false,
  trailingNode: false,
});

/**
 * The editor's extensions: their schema equals `proseSchema` node by node. Safe on the server; the client puts node
 * views on by `.extend()` (stack G58).
 */
export const extensions = [
  Document,
  Paragraph,
  Subheading,
  BulletList,
  OrderedList,
  ListItem,
  Quotation,
  Table,
  TableRow,
  TableHeader,
  TableCell,
  HardBreak,
  Citation,
  Text,
  Bold,
  Italic,
  Subscript,
  Superscript,
  Link,
  ArticleLink,
  BlockIds,
  behaviour,
];
