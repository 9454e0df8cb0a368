/** An article that a link may lead to; `isLive` is false while readers find nothing there. */
export type LinkTarget = { readonly slug: string; readonly title: string; readonly isLive: boolean };

/** Where the links of a revision lead, as far as this page knows. Tells its listeners when it learns more. */
export class LinkBook {
  private readonly targets = new Map<string, LinkTarget>();
  private readonly listeners = new Set<() => void>();
  private edition = 0;

  constructor(targets: readonly LinkTarget[]) {
    for (const target of targets) this.targets.set(target.slug, target);
  }

  /** True for an article that nobody can read yet: its links are dead, and count as a wish for it. */
  isWanted(slug: string): boolean {
    return !this.targets.get(slug)?.isLive;
  }

  /** The slug of the live article of this title; null when there is none that this page knows of. */
  slugOf(title: string): string | null {
    const wanted = title.toLowerCase();
    return (
      [...this.targets.values()].find((target) => target.isLive && target.title.toLowerCase() === wanted)?.slug ?? null
    );
  }

  learn(targets: readonly LinkTarget[]): void {
    const fresh = targets.filter(({ slug, isLive }) => this.targets.get(slug)?.isLive !== isLive);
    if (fresh.length === 0) return;
    for (const target of fresh) this.targets.set(target.slug, target);
    this.edition += 1;
    for (const listener of this.listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Rises with every change: what React compares. */
  readonly snapshot = (): number => this.edition;
}
