import { useEffect, useRef, useState } from 'react';
import { type Place, SoleTab } from '@/components/editor/save/device/sole-tab';

/**
 * Whether this tab is the one in which the person writes the text of that name, and how to make it so. Browsers without
 * locks say `here`: then saves of two tabs meet on the server, and are merged as those of two people are.
 */
export function useSoleTab(name: string, onLeave: () => Promise<unknown>, onBack: () => void) {
  const [place, setPlace] = useState<Place>('asking');
  const acts = useRef({ onLeave, onBack });
  const tab = useRef<SoleTab | null>(null);
  useEffect(() => {
    acts.current = { onLeave, onBack };
  }, [onLeave, onBack]);
  useEffect(() => {
    if (!('locks' in navigator) || !('BroadcastChannel' in window)) return undefined;
    let before: Place = 'asking';
    const sole = new SoleTab({
      name,
      locks: navigator.locks,
      channel: new BroadcastChannel(name),
      onLeave: () => acts.current.onLeave(),
      onPlace: (next) => {
        if (next === 'here' && before === 'elsewhere') acts.current.onBack();
        before = next;
        setPlace(next);
      },
    });
    tab.current = sole;
    return () => sole.end();
  }, [name]);
  return { place, takeOver: () => tab.current?.takeOver() };
}
