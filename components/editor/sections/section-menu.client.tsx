'use client';

import { useState } from 'react';
import { SectionDialog, type SectionAsk } from '@/components/editor/sections/section-dialogs.client';
import { moveDown, moveUp, shiftLevel } from '@/components/editor/sections/arrange';
import type { SplitPlace } from '@/components/editor/sections/split-place';
import type { Structure } from '@/components/editor/sections/use-structure';
import type { EditorSection } from '@/components/editor/writing/use-revision-text';
import { Menu, type MenuItem } from '@/components/ui/menu.client';
import type { OutlineEntry } from '@/lib/domain/article';

type Props = {
  readonly number: number;
  readonly section: EditorSection;
  readonly outline: readonly OutlineEntry[];
  readonly structure: Structure;
  /** Null while the section is closed. */
  readonly splitPlace: (() => SplitPlace | null) | null;
};

/** What can be done with a section as a whole. What cannot be done now says why. */
export function SectionMenu(props: Props) {
  const { section, structure } = props;
  const [asked, ask] = useState<SectionAsk | null>(null);
  const name = section.heading || 'Summary';
  return (
    <>
      <Menu id={`more-${section.sectionId}`} label="More" name={`More for ${name}`} items={itemsOf(props, ask)} />
      {asked ? (
        <SectionDialog
          asked={asked}
          section={section}
          level={Math.max(2, section.level)}
          structure={structure}
          onClose={() => ask(null)}
        />
      ) : null}
    </>
  );
}

const fixed = 'The summary stays first';

function itemsOf(
  { number, section, outline, structure, splitPlace }: Props,
  ask: (asked: SectionAsk) => void,
): MenuItem[] {
  const { sectionId } = section;
  const at = outline.findIndex((entry) => entry.sectionId === sectionId);
  const busy = structure.isBusy ? 'Something else is still being done' : undefined;
  const unless = (isGood: boolean, why: string) => busy ?? (isGood ? undefined : at === 0 ? fixed : why);
  const item = (
    name: string,
    label: string,
    onSelect: () => unknown,
    because: string | undefined = busy,
  ): MenuItem => ({
    ...{ name, label, because },
    onSelect: () => void onSelect(),
  });
  const split = () => {
    const place = splitPlace?.();
    if (place) ask({ what: 'split', at, ...place });
  };
  return [
    item('rename', 'Rename', () => ask({ what: 'rename', at }), unless(at > 0, fixed)),
    item('up', 'Move up', () => structure.up(at), unless(moveUp(outline, at) !== null, 'It is the first already')),
    item(
      'down',
      'Move down',
      () => structure.down(at),
      unless(moveDown(outline, at) !== null, 'It is the last already'),
    ),
    item(
      'raise',
      'Raise level',
      () => structure.raise(at),
      unless(shiftLevel(outline, at, -1) !== null, 'It is as high as can be'),
    ),
    item(
      'lower',
      'Lower level',
      () => structure.lower(at),
      unless(shiftLevel(outline, at, 1) !== null, 'It is as low as can be'),
    ),
    item(
      'split',
      'Split here',
      split,
      busy ?? (splitPlace ? undefined : 'Open the section and put the caret where it shall be split'),
    ),
    item('join', 'Join with previous', () => structure.join(at), unless(at > 0, fixed)),
    item('add', 'Add a section behind', () => ask({ what: 'add', at })),
    {
      name: 'history',
      label: 'History of this section',
      href: `/desk/revisions/${number}/history?section=${sectionId}`,
    },
    ...(section.isChanged && !section.isNew
      ? [item('revert', 'Discard my changes to this section', () => structure.revert(sectionId))]
      : []),
    { ...item('remove', 'Remove section', () => ask({ what: 'remove', at }), unless(at > 0, fixed)), tone: 'danger' },
  ];
}
