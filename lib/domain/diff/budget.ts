/** Thrown within a comparison whose budget is spent; whoever shares the budget out catches it and says `limited`. */
export class OverBudget extends Error {}

/** What one article may cost, in steps of some fifty nanoseconds: far above any real text, bounded for hostile ones. */
const articleSteps = 16_000_000;
/** What one block may take of it, so that one hostile paragraph does not starve the rest. */
const blockSteps = 3_000_000;

/**
 * A bound on the work of lining up, counted and not timed, so that equal input always gives an equal answer. `spend` throws
 * `OverBudget` once it is used up.
 */
export class Budget {
  constructor(
    private left = articleSteps,
    private readonly parent: Budget | null = null,
  ) {}

  spend(steps: number): void {
    this.left -= steps;
    this.parent?.spend(steps);
    if (this.left < 0) throw new OverBudget('The comparison would cost too much.');
  }

  /** How many edits a line-up of keys may find: it costs their square. */
  get edits(): number {
    return Math.floor(Math.sqrt(Math.max(0, this.rest)));
  }

  private get rest(): number {
    return Math.min(this.left, this.parent?.rest ?? Infinity);
  }

  /** A budget for one block; what it spends is spent here too. */
  forBlock(): Budget {
    return new Budget(blockSteps, this);
  }
}

/** What `work` gives, or null where it would cost too much. */
export function within<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof OverBudget) return null;
    throw error;
  }
}
